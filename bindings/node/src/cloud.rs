//! What the native client of any cloud can do.

use phonevault::Result;
use phonevault::client::CallOptions;
use phonevault::job::Job;
use phonevault::operation::Effect;
use phonevault::waiter::Waiter;
use phonevault::{alibaba, huawei};
use serde_json::Value;

use crate::error::Refused;
use crate::generated;
use crate::pages::Turn;
use crate::work::{self, Request, Work, json};

type Begun<T> = std::result::Result<T, Refused>;

/// A client of one cloud.
pub(crate) trait Cloud: Send + Sync {
    /// A typed operation, by the name of its method in JavaScript.
    fn typed(&self, method: &str, request: Request, options: CallOptions) -> Begun<Work>;

    /// A list, by the name of its method in JavaScript.
    fn pages(&self, method: &str, request: &Request, options: CallOptions) -> Begun<Box<dyn Turn>>;

    /// Any operation, by the vendor's name.
    fn call(&self, operation: String, params: Request, options: CallOptions) -> Work;

    /// Takes a job up again by its token.
    fn resume(&self, token: &str, options: CallOptions) -> Result<Job>;

    /// A wait until files are gone, where a cloud has such.
    fn files_gone(&self, _ids: Request, _waiter: Waiter) -> Begun<Work> {
        Err(work::unknown("filesGone"))
    }

    /// The project of the account that calls work in, where a cloud has such.
    fn project(&self) -> Option<&str> {
        None
    }
}

impl Cloud for huawei::Client {
    fn typed(&self, method: &str, request: Request, options: CallOptions) -> Begun<Work> {
        let client = self.with_options(options);
        if method == "findProjectId" {
            let find = async move { Ok(Value::from(client.find_project_id().await?)) };
            return Ok(json(Effect::Read, find));
        }
        generated::huawei::typed(client, method, request)
    }

    fn pages(&self, method: &str, request: &Request, options: CallOptions) -> Begun<Box<dyn Turn>> {
        generated::huawei::pages(&self.with_options(options), method, request)
    }

    fn call(&self, operation: String, params: Request, options: CallOptions) -> Work {
        // What is in no table is refused anyway.
        let effect =
            huawei::operations::find(&operation).map_or(Effect::Mutation, |spec| spec.operation().effect);
        let client = self.with_options(options);
        json(effect, async move { Ok(client.call(&operation, params.read()?).await?) })
    }

    fn resume(&self, token: &str, options: CallOptions) -> Result<Job> {
        self.with_options(options).resume_job(token)
    }

    fn project(&self) -> Option<&str> {
        Some(self.project_id())
    }
}

impl Cloud for alibaba::Client {
    fn typed(&self, method: &str, request: Request, options: CallOptions) -> Begun<Work> {
        generated::alibaba::typed(self.with_options(options), method, request)
    }

    fn pages(&self, method: &str, request: &Request, options: CallOptions) -> Begun<Box<dyn Turn>> {
        generated::alibaba::pages(&self.with_options(options), method, request)
    }

    fn call(&self, operation: String, params: Request, options: CallOptions) -> Work {
        // What is in no table is refused anyway.
        let effect =
            alibaba::operations::find(&operation).map_or(Effect::Mutation, |spec| spec.operation().effect);
        let client = self.with_options(options);
        json(effect, async move { Ok(client.call(&operation, params.read()?).await?) })
    }

    fn resume(&self, token: &str, options: CallOptions) -> Result<Job> {
        self.with_options(options).resume_job(token)
    }

    fn files_gone(&self, ids: Request, waiter: Waiter) -> Begun<Work> {
        let client = self.clone();
        Ok(json(Effect::Read, async move {
            client.backup_files_gone(&ids.read::<Vec<String>>()?, &waiter).await?;
            Ok(Value::Null)
        }))
    }
}
