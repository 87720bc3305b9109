//! The fields of a phone that a caller may set.

use serde_json::{Map, Value};

use super::Refusal;
use crate::world::{ImageKind, Phone, Power};

/// Sets the fields of `changes` on a phone; nothing is changed when one of them is refused.
pub(super) fn apply(phone: &mut Phone, changes: &Map<String, Value>) -> Result<(), Refusal> {
    let mut edited = phone.clone();
    for (name, value) in changes {
        let bad = |wanted: &str| Refusal::new(400, format!("{name}: {wanted} is wanted"));
        let text = || value.as_str().filter(|text| !text.is_empty() && text.len() <= 256);
        let string = || text().map(str::to_owned).ok_or_else(|| bad("a text of 1 to 256 bytes"));
        match name.as_str() {
            // Decided when the phone is made.
            "cloud" | "phone_id" => {}
            "power" => edited.power = text().and_then(Power::parse).ok_or_else(|| bad("a power state"))?,
            "name" => edited.name = string()?,
            "android" => edited.android = string()?,
            "image_id" => edited.image_id = string()?,
            "image_version" => edited.image_version = string()?,
            "image_kind" => {
                edited.image_kind =
                    text().and_then(ImageKind::parse).ok_or_else(|| bad("public or custom"))?;
            }
            "server_type" => edited.server_type = string()?,
            "apps" => {
                let list = value.as_array().ok_or_else(|| bad("a list of package names"))?;
                let names: Option<Vec<&str>> = list.iter().map(Value::as_str).collect();
                let names = names.ok_or_else(|| bad("a list of package names"))?;
                let old = std::mem::take(&mut edited.apps);
                for name in names {
                    let version = old.get(name).cloned().unwrap_or_else(|| "1.0".to_owned());
                    edited.apps.insert(name.to_owned(), version);
                }
            }
            _ => return Err(Refusal::new(400, format!("{name} is no field that can be set"))),
        }
    }
    *phone = edited;
    Ok(())
}
