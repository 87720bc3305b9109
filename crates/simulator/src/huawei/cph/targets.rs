//! The phones of a command: named themselves, or by their servers (reference 3).

use std::collections::HashMap;

use serde_json::Value;

use super::super::fault::Fault;
use super::Call;
use super::body::strings;
use super::rules::is_server_id;
use crate::universe::Universe;
use crate::world::Cloud;

/// How many phones a command may name.
pub(super) struct Most<'a> {
    pub(super) phones: usize,
    /// Code for more.
    pub(super) code: &'a str,
}

/// The ids of the phones. With both lists only `phone_ids` counts.
///
/// # Errors
/// CPS.0080, CPS.0081, CPS.0094, CPS.0096, CPS.0015, CPS.0016, or the code of [`Most`].
pub(super) fn phones(call: &Call<'_>, body: &Value, most: &Most<'_>) -> Result<Vec<String>, Fault> {
    let too_many = |count: usize| {
        let text = format!("at most {} phones are allowed", most.phones);
        if count > most.phones { Err(Fault::bad(most.code, text)) } else { Ok(()) }
    };
    let ids = strings(body, "phone_ids", "CPS.0080")?.unwrap_or_default();
    if !ids.is_empty() {
        too_many(ids.len())?;
        return Ok(ids);
    }
    let servers = strings(body, "server_ids", "CPS.0094")?.unwrap_or_default();
    if servers.is_empty() {
        return Err(Fault::bad("CPS.0081", "one of phone_ids and server_ids must be given"));
    }
    let most_servers = call.settings().max_servers;
    if servers.len() > most_servers {
        return Err(Fault::bad("CPS.0096", format!("at most {most_servers} servers are allowed")));
    }
    if !servers.iter().all(|server| is_server_id(server)) {
        return Err(Fault::bad("CPS.0016", "The server id is malformed"));
    }
    let mut found = Vec::new();
    for on_it in on_servers(call.universe, &servers) {
        if on_it.is_empty() {
            return Err(Fault::bad("CPS.0015", "The server does not exist"));
        }
        found.extend(on_it);
    }
    too_many(found.len())?;
    Ok(found)
}

/// The phones of each of the servers, each server once.
fn on_servers(universe: &Universe, servers: &[String]) -> Vec<Vec<String>> {
    let mut at: HashMap<&str, usize> = HashMap::with_capacity(servers.len());
    for server in servers {
        let next = at.len();
        at.entry(server.as_str()).or_insert(next);
    }
    let mut found = vec![Vec::new(); at.len()];
    universe.world.with(|fleet| {
        for phone in fleet.phones(Cloud::Huawei) {
            if let Some(on_it) = at.get(phone.server_id.as_str()).and_then(|at| found.get_mut(*at)) {
                on_it.push(phone.id.clone());
            }
        }
    });
    found
}

/// The phones that a command names by their servers, whatever else is wrong with it: for what is to go wrong with single
/// phones. None if it names phones themselves, since only those count then.
pub(in super::super) fn phones_by_server(universe: &Universe, body: &Value) -> Vec<String> {
    let list = |name: &str| strings(body, name, "").ok().flatten().unwrap_or_default();
    let servers = list("server_ids");
    if servers.is_empty()
        || servers.len() > universe.settings.huawei.max_servers
        || !list("phone_ids").is_empty()
    {
        return Vec::new();
    }
    on_servers(universe, &servers).into_iter().flatten().collect()
}
