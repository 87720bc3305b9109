//! `phonevault phones`

use phonevault::error::{Error, ErrorKind, Result};
use phonevault::phone::{Phone, PhoneId};
use serde_json::{Value, json};

use crate::args::{Global, Phones};
use crate::exit::Exit;
use crate::output;
use crate::session::Session;

pub(crate) async fn run(global: &Global, command: &Phones) -> Result<Exit> {
    let session = Session::open(global, None)?;
    match command {
        Phones::List => {
            let (mut phones, mut from) = (Vec::new(), None);
            loop {
                let page = session.cloud.list_phones(from.as_deref()).await?;
                phones.extend(page.phones.iter().map(document));
                match page.next {
                    Some(next) if from.as_ref() == Some(&next) => {
                        let message = "the cloud gives the same page again and again";
                        return Err(Error::new(ErrorKind::Malformed, message));
                    }
                    Some(next) => from = Some(next),
                    None => break,
                }
            }
            let columns = ["phone_id", "name", "power", "android", "image_version", "region"];
            output::rows(global.output, "phones", &columns, &phones)?;
        }
        Phones::Show { id } => {
            let phones = session.cloud.describe_phones(&[PhoneId::new(id)]).await?;
            phones.iter().try_for_each(|phone| output::document(global.output, &document(phone)))?;
        }
    }
    Ok(Exit::Ok)
}

fn document(phone: &Phone) -> Value {
    json!({
        "phone_id": phone.id.as_str(),
        "name": phone.name,
        "power": phone.power.text(),
        "android": phone.android,
        "image_id": phone.image_id,
        "image_version": phone.image_version,
        "image_kind": phone.image_kind,
        "server_type": phone.server_type,
        "server_id": phone.server_id,
        "region": phone.region,
        "progress": phone.progress,
        "last_error": phone.last_error,
    })
}
