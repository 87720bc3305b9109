//! The log of single calls, for hosts that have a log of their own: nothing is set for the whole process.

use std::fmt::{self, Write as _};
use std::future::Future;
use std::sync::Arc;

use tracing::field::{Field, Visit};
use tracing::instrument::{WithDispatch, WithSubscriber as _};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

/// How the targets of our events begin.
const OURS: &str = "phonevault";

/// How much a line matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LogLevel {
    /// Something failed.
    Error,
    /// Something is not as it should be.
    Warn,
    /// What is being done.
    Info,
    /// Each request and each answer.
    Debug,
}

/// Takes a line. It is called where the call runs, between its steps: it must be quick and must not run calls itself.
pub type Sink = Arc<dyn Fn(LogLevel, &str) + Send + Sync>;

/// The call, with its lines of this level and of those that matter more told to `sink`. Core writes no secret into a line.
pub fn recorded<F: Future>(call: F, most: LogLevel, sink: Sink) -> impl Future<Output = F::Output> {
    let call: WithDispatch<F> = call.with_subscriber(Recorder { most, sink });
    call
}

/// Turns events into lines.
struct Recorder {
    most: LogLevel,
    sink: Sink,
}

impl Subscriber for Recorder {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with(OURS)
            && *metadata.level() != Level::TRACE
            && level(*metadata.level()) <= self.most
    }

    fn event(&self, event: &Event<'_>) {
        let mut text = Text::default();
        event.record(&mut text);
        (self.sink)(level(*event.metadata().level()), &(text.message + &text.fields));
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

const fn level(level: Level) -> LogLevel {
    match level {
        Level::ERROR => LogLevel::Error,
        Level::WARN => LogLevel::Warn,
        Level::INFO => LogLevel::Info,
        Level::DEBUG | Level::TRACE => LogLevel::Debug,
    }
}

/// The message of an event, and its fields behind it.
#[derive(Default)]
struct Text {
    message: String,
    fields: String,
}

impl Visit for Text {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        // Writing into a text does not fail.
        let _ = match field.name() {
            "message" => write!(self.message, "{value:?}"),
            name => write!(self.fields, " {name}={value:?}"),
        };
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        if !value.is_empty() {
            self.record_debug(field, &format_args!("{value}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    #[tokio::test]
    async fn lines_of_the_call_are_told_and_those_of_others_are_not() {
        let lines = Arc::new(Mutex::new(Vec::new()));
        let told = lines.clone();
        let sink: Sink =
            Arc::new(move |level, line: &str| told.lock().unwrap().push((level, line.to_owned())));
        let call = async {
            tracing::warn!(target: "phonevault_core", status = 200, empty = "", name = "a", "said");
            tracing::debug!(target: "phonevault_core", "too little");
            tracing::warn!(target: "hyper", "not ours");
        };
        recorded(call, LogLevel::Info, sink).await;
        tracing::warn!(target: "phonevault_core", "after the call");
        assert_eq!(*lines.lock().unwrap(), [(LogLevel::Warn, "said status=200 name=a".to_owned())]);
    }
}
