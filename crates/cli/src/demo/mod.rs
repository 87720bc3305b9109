//! `phonevault demo`: the whole story on the built-in simulator. The simulator runs in this process, but is spoken to over
//! loopback sockets only; what is on the phones is read back through its admin service, never from shared memory.

mod admin;
mod damage;
mod page;
mod story;

use std::path::Path;
use std::time::Duration;

use phonevault::error::{Error, ErrorKind, Result};
use phonevault::waiter::Waiter;
use phonevault_simulator::{Config, Content, ServiceName};
use serde_json::{Value, json};

use crate::args::{Demo, Format};
use crate::commands::simulate;
use crate::exit::Exit;
use crate::output;
use crate::session::Session;
use admin::Admin;
use story::{Story, Told};

/// The simulated clouds run this much faster than real ones.
const TIME_SCALE: f64 = 60.0;

pub(crate) async fn run(options: &Demo, format: Format) -> Result<Exit> {
    let config = Config {
        phones: usize::from(options.phones),
        seed: options.seed,
        time_scale: TIME_SCALE,
        content: content(options.from.as_deref())?,
        settings: simulate::settings(options.alibaba_archive),
        ..Config::default()
    };
    let folder = config.content.phone_folder();
    let simulator = simulate::start(config).await?;
    let ready = simulator.ready().clone();
    let admin = Admin::new(ready.endpoint(ServiceName::Admin))?;
    let waiter = Waiter {
        first_pause: Duration::from_millis(50),
        longest_pause: Duration::from_millis(400),
        limit: Duration::from_secs(600),
        ..Waiter::default()
    };
    let huawei =
        Story::new(Session::of_simulator_huawei(&ready)?, ready.obs_bucket(), &admin, &waiter, &folder);
    let alibaba =
        Story::new(Session::of_simulator_alibaba(&ready)?, ready.oss_bucket(), &admin, &waiter, &folder);
    // One backup object is sabotaged: of Alibaba, whose archives come in two forms; a single phone is Huawei's.
    let (alone, sabotage) = (options.phones == 1, options.sabotage);
    let stories = (huawei.tell(sabotage && alone), alibaba.tell(sabotage && !alone));
    let told = futures_util::future::try_join(stories.0, stories.1).await;
    simulator.shutdown().await;
    let (mut phones, others) = told?;
    phones.extend(others);
    if let Some(file) = &options.report {
        std::fs::write(file, page::page(&phones)).map_err(|error| {
            Error::new(ErrorKind::LocalFile, format!("--report {}: {error}", file.display()))
        })?;
    }
    let exit = show(format, &phones)?;
    if phones.len() != usize::from(options.phones) {
        let (told, asked) = (phones.len(), options.phones);
        output::note(&format!("phonevault: {told} of {asked} phones were told of"));
        return Ok(exit.max(Exit::Phones));
    }
    if sabotage && exit == Exit::Ok {
        output::note("phonevault: a backup was corrupted, and nobody noticed");
        return Ok(Exit::Phones);
    }
    Ok(exit)
}

fn content(from: Option<&Path>) -> Result<Content> {
    let Some(folder) = from else { return Ok(Content::default()) };
    let problem =
        |why: String| Error::new(ErrorKind::LocalFile, format!("--from {}: {why}", folder.display()));
    let mut entries = std::fs::read_dir(folder).map_err(|error| problem(error.to_string()))?;
    if entries.next().is_none() {
        return Err(problem("the folder is empty".to_owned()));
    }
    Ok(Content::Folder(folder.to_owned()))
}

fn show(format: Format, phones: &[Told]) -> Result<Exit> {
    let items: Vec<Value> = phones.iter().map(document).collect();
    let good = phones.iter().filter(|phone| phone.is_proved()).count();
    let files: usize = phones.iter().map(|phone| phone.files).sum();
    let bytes: u64 = phones.iter().map(|phone| phone.bytes).sum();
    let damaged: usize = phones.iter().map(|phone| phone.damaged_files).sum();
    match format {
        Format::Json => {
            let summary = json!({
                "phones": phones.len(), "identical": good, "files": files, "bytes": bytes, "damaged_files": damaged,
            });
            output::line(&output::pretty(&json!({"phones": items, "summary": summary})))?;
        }
        Format::Jsonl => output::rows(format, "phones", &[], &items)?,
        Format::Table => {
            let shown = items.iter().zip(phones).map(|(item, phone)| {
                let mut item = item.clone();
                item["bytes"] = output::size(phone.bytes).into();
                item
            });
            let columns =
                ["cloud", "phone_id", "scope", "files", "bytes", "damaged_files", "restored", "identical"];
            output::line(&output::table(&columns, &shown.collect::<Vec<_>>()))?;
            output::line(&format!(
                "{good} of {} phones identical again: {files} files, {}, {damaged} of them damaged in between",
                phones.len(),
                output::size(bytes)
            ))?;
        }
    }
    for phone in phones.iter().filter(|phone| !phone.is_proved()) {
        let why = phone.message.as_deref().unwrap_or(if phone.damaged_files == 0 {
            "nothing on it was damaged"
        } else {
            "its files differ from those before the backup"
        });
        let what = if phone.identical { "nothing is proved" } else { "not identical" };
        output::note(&format!("phonevault: {} {}: {what}: {why}", phone.cloud, phone.phone));
    }
    Ok(if !phones.is_empty() && good == phones.len() { Exit::Ok } else { Exit::Phones })
}

fn document(phone: &Told) -> Value {
    json!({
        "cloud": phone.cloud,
        "phone_id": phone.phone.as_str(),
        "scope": phone.scope,
        "backup": phone.backup.as_ref().map(ToString::to_string),
        "restored": phone.restored,
        "files": phone.files,
        "bytes": phone.bytes,
        "damaged_files": phone.damaged_files,
        "identical_before_restore": phone.identical_before_restore,
        "identical": phone.identical,
        "message": phone.message,
    })
}
