//! The files of one phone.

use serde_json::{Value, json};

use super::phones::unknown;
use super::{Answer, Refusal};
use crate::hex::hex;
use crate::service::{Request, Response};
use crate::signature::encoding::query_pairs;
use crate::universe::Universe;
use crate::world::{Entry, Kind, NotADirectory, normalise};
use sha2::{Digest, Sha256};

fn parameter(request: &Request, name: &str) -> Option<String> {
    let found = query_pairs(&request.query).into_iter().find(|(key, _)| key == name.as_bytes());
    found.map(|(_, value)| String::from_utf8_lossy(&value.unwrap_or_default()).into_owned())
}

fn path(request: &Request) -> Result<String, Refusal> {
    let path = parameter(request, "path").ok_or_else(|| Refusal::new(400, "path is missing"))?;
    normalise(&path).map_err(|error| Refusal::new(400, format!("path: {error}")))
}

fn to_json(path: &str, entry: &Entry) -> Value {
    let (kind, sha256, target) = match &entry.kind {
        Kind::Directory => ("directory", Value::Null, Value::Null),
        Kind::File(blob) => ("file", blob.hex().into(), Value::Null),
        Kind::Symlink(target) => {
            let sum = hex(&Sha256::digest(target.as_bytes()));
            ("symlink", sum.into(), target.as_ref().into())
        }
    };
    json!({"path": path, "bytes": entry.bytes(), "sha256": sha256, "visible": entry.visible, "kind": kind,
           "mode": format!("{:04o}", entry.mode), "target": target})
}

/// `GET /phones/ID/files[?all=true]`: files and links; with `all` directories too.
pub(super) fn list(universe: &Universe, request: &Request, id: &str) -> Answer {
    let all = parameter(request, "all").is_some_and(|value| value == "true" || value == "1");
    let tree = universe.world.with(|fleet| fleet.any_phone(id).map(|phone| phone.tree.clone()));
    let tree = tree.ok_or_else(|| unknown(id))?;
    let files: Vec<Value> = tree
        .iter()
        .filter(|(_, entry)| all || !entry.is_directory())
        .map(|(path, entry)| to_json(path, entry))
        .collect();
    Ok(Response::json(200, &json!({"files": files})))
}

/// `PUT /phones/ID/files?path=P[&mode=0644]`: the raw body becomes the file. Owner and mode of a file that is
/// replaced stay unless a mode is given.
pub(super) fn put(universe: &Universe, request: &Request, id: &str) -> Answer {
    let path = path(request)?;
    let mode = match parameter(request, "mode") {
        None => None,
        Some(text) => Some(
            u32::from_str_radix(&text, 8)
                .ok()
                .filter(|mode| *mode <= 0o7777)
                .ok_or_else(|| Refusal::new(400, "mode must be an octal number up to 7777"))?,
        ),
    };
    universe.world.with(|fleet| fleet.any_phone(id).map(|_| ())).ok_or_else(|| unknown(id))?;
    let disk = |error: std::io::Error| Refusal::new(500, format!("the content cannot be kept: {error}"));
    let mut reader = request.body.reader().map_err(disk)?;
    let blob = universe.blobs.put_reader(&mut reader).map_err(disk)?;
    let line = universe.world.with(|fleet| {
        let phone = fleet.phone_mut(id).ok_or_else(|| unknown(id))?;
        let mut entry = match phone.tree.get(&path) {
            Some(old) if matches!(old.kind, Kind::File(_)) => Entry { kind: Kind::File(blob), ..old.clone() },
            Some(old) if old.is_directory() => {
                return Err(Refusal::new(409, format!("{path} is a directory")));
            }
            _ => Entry::file(blob, 0o644, 1000),
        };
        entry.mode = mode.unwrap_or(entry.mode);
        entry.visible = true;
        let line = to_json(&path, &entry);
        phone
            .tree_mut()
            .insert(&path, entry)
            .map_err(|NotADirectory(above)| Refusal::new(409, format!("{above} is not a directory")))?;
        Ok(line)
    })?;
    Ok(Response::json(200, &line))
}

/// `DELETE /phones/ID/files?path=P`: the path and everything below it.
pub(super) fn delete(universe: &Universe, request: &Request, id: &str) -> Answer {
    let path = path(request)?;
    let removed = universe.world.with(|fleet| {
        let phone = fleet.phone_mut(id).ok_or_else(|| unknown(id))?;
        if phone.tree.get(&path).is_none() {
            return Err(Refusal::new(404, format!("{path} does not exist")));
        }
        Ok(phone.tree_mut().remove(&path))
    })?;
    Ok(Response::json(200, &json!({"removed": removed})))
}
