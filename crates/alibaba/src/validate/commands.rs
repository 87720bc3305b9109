//! RunSyncCommand, RunCommand, DescribeInvocations.

use phonevault_core::secret::Secret;
use phonevault_core::validate::Violations;

use super::{Check, Rules, fields};
use crate::models::{ContentEncoding, DescribeInvocationsRequest, RunCommandRequest, RunSyncCommandRequest};

/// The most phones of one command (SDK).
const MOST_PHONES: usize = 50;

fn phones(ids: &[String], violations: &mut Violations) {
    violations.count("InstanceIds", ids.len(), Some(MOST_PHONES));
    fields::id_list("InstanceIds", ids, violations);
}

/// The text of the command never stands in a message: it may hold a password.
fn command(content: &Secret, violations: &mut Violations) {
    violations.require(!content.expose().trim().is_empty(), "CommandContent", "must not be empty");
}

/// A value that the service does not know is not refused there but taken for `PlainText`, and the phone would run the
/// encoded text.
fn encoding(encoding: Option<&ContentEncoding>, any_case: bool, violations: &mut Violations) {
    let Some(ContentEncoding::Other(text)) = encoding else { return };
    let known = ["PlainText", "Base64"].iter().any(|known| known.eq_ignore_ascii_case(text));
    violations.require(
        any_case && known,
        "ContentEncoding",
        "must be PlainText or Base64: the service takes anything else for PlainText",
    );
}

impl Check for RunSyncCommandRequest {
    fn check(&self, _rules: Rules<'_>, violations: &mut Violations) {
        phones(&self.instance_ids, violations);
        command(&self.command_content, violations);
        encoding(self.content_encoding.as_ref(), false, violations);
        violations.require(
            self.wait_time.is_none_or(|wait| (500..=3000).contains(&wait)),
            "WaitTime",
            "must be 500 to 3000 milliseconds",
        );
    }
}

impl Check for RunCommandRequest {
    fn check(&self, _rules: Rules<'_>, violations: &mut Violations) {
        phones(&self.instance_ids, violations);
        command(&self.command_content, violations);
        encoding(self.content_encoding.as_ref(), true, violations);
        let channels = ["EdsAgent", "CloudAssistant"];
        fields::one_of("AgentType", self.agent_type.as_deref(), &channels, violations);
        violations.require(
            self.timeout.is_none_or(|seconds| seconds >= 1),
            "Timeout",
            "must be at least 1 second",
        );
    }
}

impl Check for DescribeInvocationsRequest {
    fn check(&self, _rules: Rules<'_>, violations: &mut Violations) {
        phones(&self.instance_ids, violations);
        fields::mandatory("InvocationId", &self.invocation_id, violations);
    }
}
