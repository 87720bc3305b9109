//! The phones that a call names: whether they exist and whether their state allows what is asked.

use std::collections::BTreeSet;

use super::fault::Fault;
use super::instances::status;
use super::parameters::Parameters;
use crate::settings::AlibabaSettings;
use crate::world::{Cloud, Fleet, Power};

/// Reads the list of ids: at least one, none twice, not more than the limit.
pub(super) fn ids(
    parameters: &Parameters,
    name: &str,
    settings: &AlibabaSettings,
) -> Result<Vec<String>, Fault> {
    let ids = parameters.needed_list(name)?;
    if ids.len() > settings.max_instances {
        return Err(Fault::invalid(name, &format!("at most {} are allowed", settings.max_instances)));
    }
    let mut seen = BTreeSet::new();
    if let Some(twice) = ids.iter().find(|id| !seen.insert(id.as_str())) {
        return Err(Fault::invalid(name, &format!("{twice} is named twice")));
    }
    Ok(ids)
}

/// The ids whose phones can take the work, in their order. If any cannot, the whole call is refused, unless the
/// setting says to go on with the others and there are any.
pub(super) fn ready(
    fleet: &Fleet,
    ids: &[String],
    allowed: &[Power],
    action: &str,
    settings: &AlibabaSettings,
) -> Result<Vec<String>, Fault> {
    let mut good = Vec::with_capacity(ids.len());
    let mut first_fault = None;
    for id in ids {
        let fault = match fleet.phone(Cloud::Alibaba, id) {
            None => Fault::no_such_phone(id, settings),
            Some(phone) if phone.busy.is_some() || !allowed.contains(&phone.power) => {
                Fault::wrong_state(id, status(phone.power), action, settings)
            }
            Some(_) => {
                good.push(id.clone());
                continue;
            }
        };
        first_fault.get_or_insert(fault);
    }
    match first_fault {
        Some(fault) if !settings.accept_valid_part || good.is_empty() => Err(fault),
        _ => Ok(good),
    }
}
