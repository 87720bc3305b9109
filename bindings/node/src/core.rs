//! The native client.
#![allow(clippy::needless_pass_by_value, reason = "what comes from JavaScript is handed over by value")]

use std::fmt;
use std::sync::Arc;

use napi::bindgen_prelude::External;
use napi_derive::napi;
use phonevault::client::CallOptions;
use phonevault::job::Job;
use phonevault::runtime::{AlibabaOptions, HuaweiOptions};

use crate::cloud::Cloud;
use crate::engine::Engine;
use crate::error::Refused;
use crate::given::read;
use crate::jobs;
use crate::pages::PagesCore;
use crate::queue::{Deliver, Queue};
use crate::take::Take;
use crate::work::Request;

/// A client of one cloud with what runs its calls. Every call has a number, under which `deliver` hears of it.
#[napi]
pub struct ClientCore {
    cloud: Box<dyn Cloud>,
    engine: Arc<Engine>,
}

/// A client of Huawei Cloud Phone Host.
#[napi(catch_unwind)]
pub fn open_huawei(options: String, deliver: Deliver<'_>) -> napi::Result<ClientCore> {
    let (client, http) = taken::<HuaweiOptions>(&options)?.open(camel).map_err(Refused::from)?;
    let engine = Engine::new(phonevault::huawei::CLOUD, http, Queue::open(&deliver)?);
    Ok(ClientCore { cloud: Box::new(client), engine: Arc::new(engine) })
}

/// A client of Alibaba Cloud Phone.
#[napi(catch_unwind)]
pub fn open_alibaba(options: String, deliver: Deliver<'_>) -> napi::Result<ClientCore> {
    let (client, http) = taken::<AlibabaOptions>(&options)?.open(camel).map_err(Refused::from)?;
    let engine = Engine::new(phonevault::alibaba::CLOUD, http, Queue::open(&deliver)?);
    Ok(ClientCore { cloud: Box::new(client), engine: Arc::new(engine) })
}

impl fmt::Debug for ClientCore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientCore").finish_non_exhaustive()
    }
}

#[napi]
impl ClientCore {
    /// The project of a client that has one.
    #[napi(catch_unwind)]
    pub fn project(&self) -> Option<String> {
        self.cloud.project().map(str::to_owned)
    }

    /// Begins a typed operation. As everything that begins a call, it says whether that only reads.
    #[napi(catch_unwind)]
    pub fn typed(
        &self,
        number: u32,
        method: String,
        request: String,
        skip_rules: bool,
        timeout: Option<f64>,
    ) -> napi::Result<bool> {
        let options = options(skip_rules, timeout)?;
        let work = self.cloud.typed(&method, Request::new(request), options)?;
        Ok(self.engine.begin(number, work).map_err(Refused::from)?)
    }

    /// A list, page by page.
    #[napi(catch_unwind)]
    pub fn pages(
        &self,
        method: String,
        request: String,
        skip_rules: bool,
        timeout: Option<f64>,
    ) -> napi::Result<PagesCore> {
        let turn = self.cloud.pages(&method, &Request::new(request), options(skip_rules, timeout)?)?;
        Ok(PagesCore::new(self.engine.clone(), turn))
    }

    /// Begins any operation.
    #[napi(catch_unwind)]
    pub fn call(
        &self,
        number: u32,
        operation: String,
        params: String,
        skip_rules: bool,
        timeout: Option<f64>,
    ) -> napi::Result<bool> {
        let work = self.cloud.call(operation, Request::new(params), options(skip_rules, timeout)?);
        Ok(self.engine.begin(number, work).map_err(Refused::from)?)
    }

    /// Begins a wait until files are gone.
    #[napi(catch_unwind)]
    pub fn files_gone(
        &self,
        number: u32,
        ids: String,
        limit: f64,
        first_pause: f64,
        longest_pause: f64,
    ) -> napi::Result<bool> {
        let waiter = jobs::waiter(limit, first_pause, longest_pause).map_err(Refused::from)?;
        let work = self.cloud.files_gone(Request::named("ids", ids), waiter)?;
        Ok(self.engine.begin(number, work).map_err(Refused::from)?)
    }

    /// Takes a job up again.
    #[napi(catch_unwind)]
    pub fn resume(&self, token: String) -> napi::Result<External<Job>> {
        let job = self.cloud.resume(&token, CallOptions::default()).map_err(Refused::from)?;
        Ok(External::new(job))
    }

    /// Begins a look at a job.
    #[napi(catch_unwind)]
    pub fn status(&self, number: u32, job: &External<Job>, timeout: Option<f64>) -> napi::Result<bool> {
        let job = match timeout {
            None => (**job).clone(),
            // A job looks with the options of its client.
            Some(_) => self.cloud.resume(&job.token(), options(false, timeout)?).map_err(Refused::from)?,
        };
        Ok(self.engine.begin(number, jobs::status(job)).map_err(Refused::from)?)
    }

    /// Begins a wait for a job. With `updates` each look is told too.
    #[napi(catch_unwind)]
    #[allow(clippy::too_many_arguments, reason = "flat arguments are the cheapest to take from JavaScript")]
    pub fn wait(
        &self,
        number: u32,
        job: &External<Job>,
        limit: f64,
        first_pause: f64,
        longest_pause: f64,
        check: bool,
        updates: bool,
    ) -> napi::Result<bool> {
        let waiter = jobs::waiter(limit, first_pause, longest_pause).map_err(Refused::from)?;
        let updates = updates.then(|| (self.engine.queue().clone(), number));
        let work = jobs::wait((**job).clone(), waiter, check, updates);
        Ok(self.engine.begin(number, work).map_err(Refused::from)?)
    }

    /// Tells a call to end.
    #[napi(catch_unwind)]
    pub fn interrupt(&self, number: u32) {
        self.engine.interrupt(number);
    }

    /// Ends all calls.
    #[napi(catch_unwind)]
    pub fn close(&self) {
        self.engine.close();
    }
}

/// The vendor's id of a job.
#[napi(catch_unwind)]
pub fn job_id(job: &External<Job>) -> String {
    job.id().to_owned()
}

/// The token of a job.
#[napi(catch_unwind)]
pub fn job_token(job: &External<Job>) -> String {
    job.token()
}

/// The options of a client.
fn taken<T: Take>(json: &str) -> Result<T, Refused> {
    T::take(read(json)?).map_err(|wrong| wrong.about("options"))
}

/// The options of one call.
fn options(skip_rules: bool, timeout: Option<f64>) -> Result<CallOptions, Refused> {
    let timeout = timeout.map(|number| jobs::millis("timeoutMs", number)).transpose()?;
    Ok(CallOptions { skip_rules, timeout })
}

/// The name of an option in JavaScript.
fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let mut camel = words.next().unwrap_or_default().to_owned();
    for word in words {
        let (first, rest) = word.split_at(word.len().min(1));
        camel.push_str(&first.to_uppercase());
        camel.push_str(rest);
    }
    camel
}
