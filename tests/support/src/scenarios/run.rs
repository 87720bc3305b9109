//! One scenario from its beginning to its end.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::face::{Face, Failure};
use super::matching::compare;
use super::simulated::Simulated;
use super::variables::Variables;
use super::{options, say};

/// One scenario on its way.
pub(super) struct Run<F> {
    pub(super) simulated: Simulated,
    pub(super) variables: Variables,
    pub(super) face: F,
    ready: Value,
    /// What each client was made with.
    pub(super) clients: BTreeMap<String, Value>,
    /// Typed calls that were answered and compared in full, by cloud and operation.
    pub(super) compared: BTreeMap<String, u64>,
}

/// Runs one scenario in a world of its own. What was compared in full also arrived there.
pub(super) async fn scenario<F: Face>(face: F, scenario: &Value) -> Result<BTreeMap<String, u64>, String> {
    let mut run = Run::start(face, &scenario["simulator"]).await?;
    for (index, step) in scenario["steps"].as_array().ok_or("no steps")?.iter().enumerate() {
        run.step(step).await.map_err(|why| format!("step {index} {step}:\n{why}"))?;
    }
    let counts = run.simulated.admin("GET", "/requests", b"").await?["counts"].clone();
    if shows() {
        say(&format!("requests\n-> {counts}"));
    }
    let expected = run.variables.fill(&scenario["requests"])?;
    compare(&expected, &counts).map_err(|why| format!("requests:\n{why}"))?;
    for (name, calls) in &run.compared {
        let arrived = arrived(&counts, name);
        if arrived < *calls {
            return Err(format!("{calls} calls of {name} were answered, but {arrived} arrived"));
        }
    }
    run.face.end().await?;
    run.simulated.end().await?;
    Ok(run.compared)
}

impl<F: Face> Run<F> {
    async fn start(face: F, simulator: &Value) -> Result<Self, String> {
        let simulated = Simulated::start(simulator).await?;
        let (ready, mut variables) = (simulated.ready(), Variables::default());
        variables.set("ready", ready.clone());
        variables.set("phones", simulated.phones().await?);
        let (clients, compared) = Default::default();
        let mut run = Self { simulated, variables, face, ready, clients, compared };
        for cloud in ["huawei", "alibaba"] {
            match run.client(cloud, &json!({"cloud": cloud})).await {
                Ok(()) => {}
                Err(Failure::Error(facts)) => return Err(format!("no client of {cloud}: {facts}")),
                Err(Failure::Broken(why)) => return Err(why),
            }
        }
        Ok(run)
    }

    /// Makes a client as a scenario says.
    pub(super) async fn client(&mut self, name: &str, given: &Value) -> Result<(), Failure> {
        let options = match given["from"].as_str() {
            Some(from) => {
                let options = self.options_of(from)?.clone();
                self.face.with_options(name, from, given).await?;
                options
            }
            None => {
                let options =
                    options::options(given["cloud"].as_str().unwrap_or_default(), &self.ready, given);
                self.face.client(name, &options).await?;
                options
            }
        };
        self.clients.insert(name.to_owned(), options);
        Ok(())
    }

    /// What a client was made with.
    pub(super) fn options_of(&self, name: &str) -> Result<&Value, String> {
        self.clients.get(name).ok_or(format!("there is no client `{name}`"))
    }
}

/// Whether what came of each step is shown.
pub(super) fn shows() -> bool {
    std::env::var_os("SCENARIO_SHOW").is_some()
}

/// How many calls of a typed operation arrived. The simulator puts the service before the name, unless it is that of the
/// phones, and counts two operations with one URI under what their names have in common.
fn arrived(counts: &Value, name: &str) -> u64 {
    let (cloud, operation) = name.split_once('.').unwrap();
    let of_cloud = counts.as_object().into_iter().flatten().filter(|(counted, _)| counted.starts_with(cloud));
    let named = of_cloud.map(|(counted, count)| (counted.rsplit('.').next().unwrap_or_default(), count));
    let closest =
        named.filter(|(counted, _)| operation.starts_with(counted)).max_by_key(|(counted, _)| counted.len());
    closest.and_then(|(_, count)| count["received"].as_u64()).unwrap_or_default()
}
