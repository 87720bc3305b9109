//! The steps of a scenario: `tests/scenarios/README.md`, "Steps".

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use phonevault::Error;
use phonevault::job::Job;
use phonevault::waiter::Waiter;
use serde_json::{Value, json};

use super::clients::{self, Client};
use super::matching::{compare, without_nulls};
use super::variables::Variables;
use super::world::World;
use super::{elsewhere, facts};

/// One scenario on its way.
pub(crate) struct Run {
    pub(crate) world: World,
    pub(crate) variables: Variables,
    ready: Value,
    clients: BTreeMap<String, (Client, Value)>,
    jobs: BTreeMap<String, Job>,
    /// Typed calls that were answered and compared in full, by cloud and operation.
    pub(crate) compared: BTreeMap<String, u64>,
}

/// What a step came to: an answer, or the facts of an error.
type Came = Result<Value, Value>;

impl Run {
    pub(crate) async fn start(options: &Value) -> Result<Self, String> {
        let world = World::start(options).await?;
        let (ready, mut variables) = (world.ready(), Variables::default());
        variables.set("ready", ready.clone());
        variables.set("phones", world.phones().await?);
        let (clients, jobs, compared) = Default::default();
        let mut run = Self { world, variables, ready, clients, jobs, compared };
        for cloud in ["huawei", "alibaba"] {
            run.client(cloud, &json!({"cloud": cloud})).map_err(|error| error.to_string())?;
        }
        Ok(run)
    }

    /// Carries one step out and holds what came of it against what is expected.
    pub(crate) async fn step(&mut self, step: &Value) -> Result<(), String> {
        let step = self.variables.fill(step)?;
        let came = self.carry_out(&step).await?;
        if std::env::var_os("SCENARIO_SHOW").is_some() {
            let (Ok(shown) | Err(shown)) = &came;
            super::say(&format!("{step}\n-> {shown}"));
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

    async fn carry_out(&mut self, step: &Value) -> Result<Came, String> {
        let text = |name: &str| step[name].as_str().unwrap_or_default();
        let verb = VERBS.into_iter().find(|verb| step.get(verb).is_some()).ok_or("a step without a verb")?;
        let object = text(verb);
        let params = || step.get("params").cloned().unwrap_or_else(|| json!({}));
        Ok(match verb {
            "client" => facts_of(self.client(object, step).map(|()| Value::Null)),
            "call" => self.call(object, step, params()).await?,
            "untyped" => facts_of(self.on(step)?.untyped(object, params()).await),
            "pages" => facts_of(pages(self.on(step)?, object, step, params()).await),
            "handle" => {
                let job = self.job(object)?;
                Ok(json!({"id": job.id(), "token": job.token()}))
            }
            "status" => facts_of(self.job(object)?.status().await.map(|status| facts::of_status(&status))),
            "wait" => facts_of(wait(self.job(object)?, step).await?),
            "resume" => {
                let resumed = self.on(step)?.resume(object);
                facts_of(resumed.map(|job| {
                    self.jobs.insert(text("job").to_owned(), job);
                    Value::Null
                }))
            }
            "resume_elsewhere" => {
                let (_, options) = self.clients.get(text("on")).ok_or("no such client")?;
                Ok(elsewhere::resume(options, object).await?)
            }
            "admin" => Ok(self.admin(object, step).await?),
            "files" => Ok(self.files(object, step).await?),
            _ => Ok(step["set"].clone()),
        })
    }

    fn client(&mut self, name: &str, given: &Value) -> phonevault::Result<()> {
        let made = match given["from"].as_str().and_then(|from| self.clients.get(from)) {
            Some((client, options)) => (client.with_options(given), options.clone()),
            None => {
                let options =
                    clients::options(given["cloud"].as_str().unwrap_or_default(), &self.ready, given);
                (Client::new(&options)?, options)
            }
        };
        self.clients.insert(name.to_owned(), made);
        Ok(())
    }

    fn on(&self, step: &Value) -> Result<&Client, String> {
        let name = step["on"].as_str().unwrap_or_default();
        self.clients.get(name).map(|(client, _)| client).ok_or(format!("there is no client `{name}`"))
    }

    fn job(&self, name: &str) -> Result<&Job, String> {
        self.jobs.get(name).ok_or(format!("there is no job `{name}`"))
    }

    async fn call(&mut self, operation: &str, step: &Value, params: Value) -> Result<Came, String> {
        let client = self.on(step)?.clone();
        let answered = match client.typed(operation, params).await {
            Ok(answered) => answered,
            Err(error) => return Ok(Err(facts::of_error(&error))),
        };
        if let Some(name) = step["job"].as_str() {
            let submission = answered.submission.ok_or(format!("{operation} gives no job"))?;
            self.jobs.insert(name.to_owned(), Job::new(client.cloud(), submission, ()));
        }
        if step.get("answer").is_some_and(|expected| expected.get("$part").is_none()) {
            *self.compared.entry(format!("{}.{operation}", client.cloud().name())).or_default() += 1;
        }
        Ok(Ok(answered.answer))
    }

    async fn admin(&self, request: &str, step: &Value) -> Result<Value, String> {
        let (method, target) = request.split_once(' ').ok_or("admin needs method and target")?;
        let body = match (step.get("body"), step["text"].as_str()) {
            (Some(body), _) => body.to_string(),
            (None, text) => text.unwrap_or_default().to_owned(),
        };
        self.world.admin(method, target, body.as_bytes()).await
    }

    /// What lies on a phone at or below some paths, by path.
    async fn files(&self, phone: &str, step: &Value) -> Result<Value, String> {
        let all = self.world.admin("GET", &format!("/phones/{phone}/files?all=true"), b"").await?;
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

fn facts_of(result: Result<Value, Error>) -> Came {
    result.map_err(|error| facts::of_error(&error))
}

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

/// All items of a list, in one of three ways.
async fn pages(client: &Client, operation: &str, step: &Value, params: Value) -> Result<Value, Error> {
    let mut listing = client.pages(operation, params);
    if step["by"] == "collect" {
        let most = step["most"].as_u64().map_or(usize::MAX, |most| most as usize);
        return Ok(json!({"items": listing.collect(most).await?}));
    }
    let (mut sizes, mut items) = (Vec::new(), Vec::new());
    while let Some(page) = listing.page().await? {
        sizes.push(page.len());
        items.extend(page);
    }
    let by_page = step["by"] == "page";
    Ok(if by_page { json!({"sizes": sizes, "items": items}) } else { json!({"items": items}) })
}

async fn wait(job: &Job, step: &Value) -> Result<Result<Value, Error>, String> {
    let waiter = waiter(step["timeout"].as_f64());
    let ended = AtomicBool::new(false);
    let look = |status: &phonevault::job::JobStatus| ended.store(status.is_ended(), Ordering::Relaxed);
    let result = if step["check"] == false {
        job.outcomes(&waiter, look).await
    } else {
        job.wait_with(&waiter, look).await
    };
    if result.is_ok() && !ended.load(Ordering::Relaxed) {
        return Err("the last update was not of the end".to_owned());
    }
    Ok(result.map(|result| facts::of_result(&result)))
}

/// Short pauses; the limit in seconds.
pub(crate) fn waiter(limit: Option<f64>) -> Waiter {
    Waiter {
        first_pause: Duration::from_millis(10),
        longest_pause: Duration::from_millis(50),
        limit: Duration::from_secs_f64(limit.unwrap_or(60.0)),
        ..Waiter::default()
    }
}
