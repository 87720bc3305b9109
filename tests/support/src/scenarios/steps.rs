//! The steps of a scenario: `tests/scenarios/README.md`, "Steps".

use std::time::Duration;

use serde_json::{Value, json};

use super::face::{By, Face, Failure, Wait};
use super::matching::{compare, without_nulls};
use super::run::{Run, shows};
use super::say;

/// How long a wait may last if the scenario says nothing.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// What a step came to.
type Came = Result<Value, Failure>;

impl<F: Face> Run<F> {
    /// Carries one step out and holds what came of it against what is expected.
    pub(super) async fn step(&mut self, step: &Value) -> Result<(), String> {
        let step = self.variables.fill(step)?;
        let came = match self.carry_out(&step).await {
            Ok(answer) => Ok(answer),
            Err(Failure::Error(facts)) => Err(facts),
            Err(Failure::Broken(why)) => return Err(why),
        };
        if shows() {
            let (Ok(shown) | Err(shown)) = &came;
            say(&format!("{step}\n-> {shown}"));
        }
        match (came, step.get("error")) {
            (Ok(answer), None) => {
                let answer = without_nulls(answer);
                if let Some(expected) = step.get("answer") {
                    compare(expected, &answer)?;
                }
                self.variables.save(step.get("save"), &answer)
            }
            (Err(facts), Some(expected)) => compare_error(expected, without_nulls(facts)),
            (Ok(answer), Some(_)) => Err(format!("no error, but {answer}")),
            (Err(facts), None) => Err(format!("an error: {facts}")),
        }
    }

    async fn carry_out(&mut self, step: &Value) -> Came {
        let text = |name: &str| step[name].as_str().unwrap_or_default();
        let found = VERBS.into_iter().find(|verb| step.get(verb).is_some());
        let verb = found.ok_or("a step without a verb".to_owned())?;
        let (object, on) = (text(verb), text("on"));
        let params = || step.get("params").cloned().unwrap_or_else(|| json!({}));
        Ok(match verb {
            "client" => self.client(object, step).await.map(|()| Value::Null)?,
            "call" => self.call(object, step, params()).await?,
            "untyped" => self.face.untyped(on, object, params()).await?,
            "pages" => self.pages(object, step, params()).await?,
            "handle" => self.face.handle(object).await?,
            "status" => self.face.status(object).await?,
            "wait" => self.wait(object, step).await?,
            "resume" => self.face.resume(on, object, text("job")).await.map(|()| Value::Null)?,
            "resume_elsewhere" => {
                let options = self.options_of(on)?.clone();
                let how = Wait { timeout: LONGEST_WAIT, check: false };
                self.face.resume_elsewhere(&options, object, how).await?
            }
            "admin" => self.admin(object, step).await?,
            "files" => self.files(object, step).await?,
            _ => step["set"].clone(),
        })
    }

    async fn call(&mut self, operation: &str, step: &Value, params: Value) -> Came {
        let on = step["on"].as_str().unwrap_or_default();
        let answer = self.face.call(on, operation, params, step["job"].as_str()).await?;
        if step.get("answer").is_some_and(|expected| expected.get("$part").is_none()) {
            let cloud = self.options_of(on)?["cloud"].as_str().unwrap_or_default();
            *self.compared.entry(format!("{cloud}.{operation}")).or_default() += 1;
        }
        Ok(answer)
    }

    /// All items of a list, in one of three ways.
    async fn pages(&mut self, operation: &str, step: &Value, params: Value) -> Came {
        let by = match step["by"].as_str() {
            Some("page") => By::Page,
            Some("items") => By::Items,
            Some("collect") => By::Collect(step["most"].as_u64().map_or(usize::MAX, |most| most as usize)),
            other => return Err(Failure::Broken(format!("a list cannot be gone through by {other:?}"))),
        };
        let on = step["on"].as_str().unwrap_or_default();
        let portions = self.face.pages(on, operation, params, by).await?;
        let sizes: Vec<usize> = portions.iter().map(Vec::len).collect();
        let items: Vec<Value> = portions.into_iter().flatten().collect();
        let by_page = matches!(by, By::Page);
        Ok(if by_page { json!({"sizes": sizes, "items": items}) } else { json!({"items": items}) })
    }

    async fn wait(&mut self, job: &str, step: &Value) -> Came {
        let timeout = step["timeout"].as_f64().map_or(LONGEST_WAIT, Duration::from_secs_f64);
        let waited = self.face.wait(job, Wait { timeout, check: step["check"] != false }).await?;
        let last = &waited.last_update;
        let phones = last["phones"].as_array().map(|phones| phones.len() as u64);
        if phones.is_none() || last["ended"].as_u64() != phones {
            return Err(Failure::Broken(format!("the last update was not of the end: {last}")));
        }
        Ok(waited.result)
    }

    async fn admin(&self, request: &str, step: &Value) -> Result<Value, String> {
        let (method, target) = request.split_once(' ').ok_or("admin needs method and target")?;
        let body = match (step.get("body"), step["text"].as_str()) {
            (Some(body), _) => body.to_string(),
            (None, text) => text.unwrap_or_default().to_owned(),
        };
        self.simulated.admin(method, target, body.as_bytes()).await
    }

    /// What lies on a phone at or below some paths, by path.
    async fn files(&self, phone: &str, step: &Value) -> Result<Value, String> {
        let all = self.simulated.admin("GET", &format!("/phones/{phone}/files?all=true"), b"").await?;
        let folders: Vec<&str> =
            step["below"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let inside = |path: &str| {
            let below = |rest: &str| rest.is_empty() || rest.starts_with('/');
            folders.iter().any(|folder| path.strip_prefix(folder).is_some_and(below))
        };
        let entries = all["files"].as_array().into_iter().flatten();
        let named = entries.map(|entry| (entry["path"].as_str().unwrap_or_default(), entry));
        let found: serde_json::Map<String, Value> = named
            .filter(|(path, _)| inside(path))
            .map(|(path, entry)| (path.to_owned(), without_nulls(entry.clone())))
            .collect();
        let found = Value::from(found);
        if step.get("other_than") == Some(&found) {
            return Err("the files are the same".to_owned());
        }
        Ok(found)
    }
}

/// What a step can be.
const VERBS: [&str; 12] = [
    "client",
    "call",
    "untyped",
    "pages",
    "handle",
    "status",
    "wait",
    "resume",
    "resume_elsewhere",
    "admin",
    "files",
    "set",
];

/// Every fact must be expected, but for words that only people read.
fn compare_error(expected: &Value, mut facts: Value) -> Result<(), String> {
    for words in ["message", "excerpt"] {
        if expected.get(words).is_none()
            && let Some(facts) = facts.as_object_mut()
        {
            facts.remove(words);
        }
    }
    compare(expected, &facts)
}
