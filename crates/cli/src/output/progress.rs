//! A bar on stderr while something goes on; without a terminal, nothing but the job tokens.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::flow::Observer;

/// Shows the steps of one flow.
#[derive(Debug)]
pub(crate) struct Progress {
    bar: ProgressBar,
    prefix: String,
    /// Whether to print job tokens: not where the job cannot outlive the command.
    tokens: bool,
}

impl Progress {
    /// A bar that is shown only if stderr is a terminal. `prefix` stands before each step.
    pub(crate) fn new(prefix: &str, tokens: bool) -> Self {
        let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr());
        let style = ProgressStyle::with_template("{spinner} {msg:30} {wide_bar} {pos}/{len} {elapsed}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.enable_steady_tick(Duration::from_millis(120));
        Self { bar, prefix: prefix.to_owned(), tokens }
    }

    /// Removes the bar.
    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.finish();
    }
}

impl Observer for Progress {
    fn step(&self, text: &str, phones: usize) {
        self.bar.set_length(phones as u64);
        self.bar.set_position(0);
        self.bar.set_message(format!("{}{text}", self.prefix));
    }

    fn ended(&self, phones: usize) {
        self.bar.set_position(phones as u64);
    }

    fn job(&self, action: &'static str, token: &str) {
        if self.tokens {
            // Written at once: whoever interrupts the command can take the wait up again with `jobs wait`.
            self.bar.suspend(|| super::note(&format!("{action} job: {token}")));
        }
    }
}
