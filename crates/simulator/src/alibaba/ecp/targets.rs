//! The phones that a call names: whether they exist and whether their state allows what is asked.

use std::collections::BTreeSet;

use super::super::fault::Fault;
use super::super::parameters::Parameters;
use super::instances::status;
use crate::settings::AlibabaSettings;
use crate::world::{Cloud, Fleet, Power};

/// What a call wants of its phones.
pub(super) struct Rule<'a> {
    /// States from which it is allowed.
    pub(super) allowed: &'a [Power],
    /// The operation, for the message.
    pub(super) action: &'a str,
    /// Whether it goes on with the good phones if there are bad ones.
    pub(super) takes_part: bool,
}

/// The phones that can take the work and those that cannot, each in the order of the request.
pub(super) struct Ready {
    pub(super) good: Vec<String>,
    pub(super) left_out: Vec<(String, Fault)>,
}

/// Reads a list of ids: at least one, none twice, not more than `most`.
pub(super) fn ids(parameters: &Parameters, name: &str, most: usize) -> Result<Vec<String>, Fault> {
    let ids = parameters.needed_list(name)?;
    if ids.len() > most {
        return Err(Fault::invalid(name, &format!("at most {most} are allowed")));
    }
    let mut seen = BTreeSet::new();
    if let Some(twice) = ids.iter().find(|id| !seen.insert(id.as_str())) {
        return Err(Fault::invalid(name, &format!("{twice} is named twice")));
    }
    Ok(ids)
}

/// Sorts the phones out. If any cannot take the work, the whole call is refused, unless it goes on with the others and
/// there are any.
pub(super) fn ready(
    fleet: &Fleet,
    ids: &[String],
    rule: &Rule<'_>,
    settings: &AlibabaSettings,
) -> Result<Ready, Fault> {
    let mut ready = Ready { good: Vec::with_capacity(ids.len()), left_out: Vec::new() };
    for id in ids {
        let fault = match fleet.phone(Cloud::Alibaba, id) {
            None => Some(Fault::no_such_phone(id, settings)),
            Some(phone) if phone.busy.is_some() || !rule.allowed.contains(&phone.power) => {
                Some(Fault::wrong_state(id, status(phone.power), rule.action, settings))
            }
            Some(_) => None,
        };
        match fault {
            Some(fault) => ready.left_out.push((id.clone(), fault)),
            None => ready.good.push(id.clone()),
        }
    }
    match ready.left_out.first() {
        Some((_, fault)) if !rule.takes_part || ready.good.is_empty() => Err(fault.clone()),
        _ => Ok(ready),
    }
}
