//! What calls end in, as the texts that JavaScript reads.

use phonevault::job::Job;
use serde::ser::Serializer;

use crate::show::{Object, Show, Shown};

/// The JSON of a value.
pub(crate) fn text(value: &(impl Show + ?Sized)) -> String {
    // Our values have text keys only and write to memory, so there is nothing to fail.
    serde_json::to_string(&Shown(value)).unwrap_or_default()
}

/// A submitted job with the vendor's answer.
pub(crate) struct Submitted<'a, R> {
    pub(crate) job: &'a Job,
    pub(crate) response: &'a R,
}

impl<R: Show> Show for Submitted<'_, R> {
    fn show<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut object = Object::begin(out)?;
        object.field("id", self.job.id())?;
        object.field("token", &self.job.token())?;
        object.field("response", self.response)?;
        object.end()
    }
}
