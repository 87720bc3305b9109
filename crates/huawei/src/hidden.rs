//! Secrets among the parameters of a call: wiped once they are written, and kept out of what an answer repeats.

use phonevault_core::hidden;
use phonevault_core::secret::{self, Secret};
use serde_json::{Map, Value};

use crate::endpoints::CPH_SERVICE;
use crate::operations::OperationSpec;

/// The shortest command, in bytes, that is looked for in an answer: a shorter one hides nothing, and would be found by
/// chance in words such as `invalid`.
const SHORTEST_COMMAND: usize = 8;

/// The secrets of these parameters in all their forms. Those of the phone service are commands.
pub(crate) fn gather(spec: &OperationSpec, params: &Map<String, Value>) -> Vec<Secret> {
    let mut found = hidden::gather(spec.secrets, params);
    if spec.service == CPH_SERVICE {
        found.retain(|command| command.expose().len() >= SHORTEST_COMMAND);
    }
    found
}

/// Our copies of secrets do not stay in memory: everything is wiped, since a secret may also stand at a wrong place.
pub(crate) fn wipe(spec: &OperationSpec, params: &mut Map<String, Value>) {
    if !spec.secrets.is_empty() {
        secret::wipe(params);
    }
}

/// What is wrong with parameters that do not fit.
pub(crate) fn told(spec: &OperationSpec, error: &serde_json::Error) -> String {
    hidden::told(!spec.secrets.is_empty(), error)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operations::known;
    use serde_json::json;

    #[test]
    fn secrets_are_found_where_they_stand_and_wiped_everywhere() {
        let spec = known("CreateTemporaryAccessKeyByToken").unwrap();
        let mut params =
            json!({"X-Auth-Token": "header", "auth": {"identity": {"token": {"id": "body"}, "x": ["y"]}}});
        let params = params.as_object_mut().unwrap();
        let found = gather(spec, params);
        assert_eq!(found, [Secret::new("header"), Secret::new("body")]);
        wipe(spec, params);
        assert_eq!(
            *params,
            *json!({"X-Auth-Token": "", "auth": {"identity": {"token": {"id": ""}, "x": [""]}}})
                .as_object()
                .unwrap()
        );
        assert!(gather(spec, params).is_empty() && gather(spec, &Map::new()).is_empty());
    }

    #[test]
    fn a_short_command_is_not_looked_for() {
        for name in ["RunShellCommand", "RunSyncCommand"] {
            let of = |content: &str| {
                let params = json!({"command": "shell", "content": content});
                gather(known(name).unwrap(), params.as_object().unwrap())
            };
            assert!(of("id").is_empty() && of("getprop").is_empty());
            assert_eq!(of("cat-a.txt"), [Secret::new("cat-a.txt")]);
        }
    }
}
