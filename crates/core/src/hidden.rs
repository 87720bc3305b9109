//! Secrets among the parameters of a call: found for the time of the call, and kept out of what is said about it.

use std::fmt;

use serde_json::{Map, Value};

use crate::encoding::percent;
use crate::operation::Operation;
use crate::pipeline::{Answer, Classify, Refusal};
use crate::secret::{self, Secret};

/// The shortest secret, in bytes, that is looked for in codes and ids: a shorter one, such as a command of two letters,
/// would be found there by chance, and a code that was changed is none.
const IN_CODES: usize = 8;

/// The secrets at these paths of the parameters, such as `auth.user.password`: as they are and as JSON and URLs write
/// them. Services that refuse a signature repeat the query, encoded once more.
#[must_use]
pub fn gather(paths: &[&str], params: &Map<String, Value>) -> Vec<Secret> {
    let mut found = Vec::new();
    for path in paths {
        let mut names = path.split('.');
        let first = names.next().and_then(|name| params.get(name));
        let Some(Value::String(text)) = names.try_fold(first, |at, name| Some(at?.get(name))).flatten()
        else {
            continue;
        };
        forms(text, &mut found);
    }
    found
}

fn forms(text: &str, found: &mut Vec<Secret>) {
    if text.is_empty() {
        return;
    }
    found.push(Secret::new(text));
    let in_json = Secret::new(Value::from(text).to_string());
    let once = Secret::new(percent(text.as_bytes()));
    let twice = Secret::new(percent(once.expose().as_bytes()));
    let inner = Secret::new(in_json.expose().trim_start_matches('"').strip_suffix('"').unwrap_or_default());
    for other in [inner, once, twice] {
        if !other.is_empty() && !found.contains(&other) {
            found.push(other);
        }
    }
}

/// What is wrong with parameters that do not fit. The words of the parser quote the value that they are about, which may
/// be a secret at a wrong place: of an operation with secrets only what was expected is told.
#[must_use]
pub fn told(has_secrets: bool, error: &serde_json::Error) -> String {
    let text = error.to_string();
    // These quote no value.
    if !has_secrets || text.starts_with("unknown field `") || text == secret::NOT_A_TEXT {
        return text;
    }
    match text.rsplit_once(", expected ") {
        Some((_, expected)) => format!("does not fit, expected {expected}"),
        None => "does not fit".to_owned(),
    }
}

/// Reads answers like another classifier, without the secrets of the request. A service that refuses parameters may
/// repeat them.
pub struct Hiding<'a> {
    /// What reads the answers.
    pub classify: &'a dyn Classify,
    /// What no text may show.
    pub secrets: &'a [Secret],
}

/// Without the secrets, and there is nothing else.
impl fmt::Debug for Hiding<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hiding").finish_non_exhaustive()
    }
}

impl Hiding<'_> {
    fn in_code(&self, text: &str) -> String {
        secret::hide(text, self.secrets.iter().filter(|secret| secret.expose().len() >= IN_CODES))
    }
}

impl Classify for Hiding<'_> {
    fn names(&self) -> &'static [&'static str] {
        self.classify.names()
    }

    fn request_id(&self, answer: &Answer) -> Option<String> {
        self.classify.request_id(answer).map(|id| self.in_code(&id))
    }

    fn refusal(&self, operation: &Operation, answer: &Answer) -> Option<Refusal> {
        let mut refusal = self.classify.refusal(operation, answer)?;
        refusal.message = secret::hide(&refusal.message, self.secrets);
        refusal.code = refusal.code.map(|code| self.in_code(&code));
        Some(refusal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn secrets_are_found_where_they_stand_in_every_form() {
        let params = json!({"X-Token": "a\"b", "auth": {"token": {"id": "body"}, "x": ["y"]}, "n": 5});
        let paths = ["X-Token", "auth.token.id", "auth.x", "n", "absent.path"];
        let found = gather(&paths, params.as_object().unwrap());
        let texts: Vec<&str> = found.iter().map(Secret::expose).collect();
        assert_eq!(texts, ["a\"b", "a\\\"b", "a%22b", "a%2522b", "body"]);
        assert!(gather(&paths, &Map::new()).is_empty());
        assert!(gather(&["a"], json!({"a": ""}).as_object().unwrap()).is_empty());
    }

    #[test]
    fn a_value_that_may_be_a_secret_is_not_quoted() {
        let error = serde_json::from_value::<i64>(json!("hush, expected hush")).unwrap_err();
        assert_eq!(told(true, &error), "does not fit, expected i64");
        assert!(told(false, &error).contains("hush"));
        let error = serde_json::from_value::<bool>(json!(5)).unwrap_err();
        assert_eq!(told(true, &error), "does not fit, expected a boolean");
        let error = serde_json::from_value::<Secret>(json!(5)).unwrap_err();
        assert_eq!(told(true, &error), secret::NOT_A_TEXT);
    }
}
