//! What a client of any cloud can do.

use std::any::Any;
use std::future::Future;
use std::pin::Pin;

use phonevault::Result;
use phonevault::client::CallOptions;
use phonevault::job::Job;
use phonevault::operation::Effect;
use serde_json::Value;

/// A call that gives JSON.
pub(crate) type JsonCall = Pin<Box<dyn Future<Output = Result<Value>> + Send>>;

/// A client of one cloud.
pub(crate) trait Cloud: Any + Send + Sync {
    /// Any operation, by the vendor's name.
    fn call(&self, operation: String, params: Value, options: CallOptions) -> (Effect, JsonCall);

    /// Takes a job up again by its token.
    fn resume(&self, token: &str, options: CallOptions) -> Result<Job>;

    /// The project of the account that calls work in, where a cloud has such.
    fn project(&self) -> Option<&str> {
        None
    }
}

/// The client type of one cloud.
pub(crate) trait Vendor: Cloud + Clone {
    /// The name of the cloud.
    const NAME: &'static str;

    /// A clone whose calls follow these options.
    fn with(&self, options: CallOptions) -> Self;
}
