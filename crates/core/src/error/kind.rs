//! What went wrong, as one flat list.

use std::fmt;

/// What went wrong. Each kind says what the user should do; bindings map every kind to exactly one class or code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The input breaks a documented rule; nothing was sent. Correct the field that the error names, or pass
    /// `skip_rules` if your account allows more than the vendor's page says.
    Validation,
    /// The client cannot work as configured (unknown region, bad endpoint, plain HTTP to a remote host).
    /// Correct the setting that the error names.
    Configuration,
    /// No usable credentials were found. Provide one of the sources that the error lists.
    Credentials,
    /// A guard or a preflight refused the step; nothing was sent. Do what the error names, or confirm the step.
    Guard,
    /// The cloud does not offer this. Choose another scope or cloud.
    Unsupported,
    /// A local file or folder cannot be read or written. Check the path and its permissions.
    LocalFile,
    /// The name did not resolve or nothing listened there; nothing was sent. Check endpoint, network and proxy.
    Connect,
    /// The TLS handshake failed or no CA certificates are installed; nothing was sent. Install the system's CA
    /// certificates or name a CA file.
    Tls,
    /// The connection broke after it stood. A read may be repeated; for a change, look before you repeat it.
    Transport,
    /// No complete answer came in time. A read may be repeated; for a change, look before you repeat it.
    Timeout,
    /// The call was cancelled by the caller. For a change that was being sent, look before you repeat it.
    Cancelled,
    /// The client was closed, before the call or during it, or belongs to the process before a fork. Make a new one.
    Closed,
    /// The cloud did not accept key, signature, token or clock. Check keys and the machine's time.
    Authentication,
    /// The key is known but may not do this. Grant the permission that the error names.
    PermissionDenied,
    /// The account cannot do this now: quota, arrears, suspension. Settle it in the vendor's console.
    Account,
    /// The phone, job, backup, bucket or object does not exist. Check the id.
    NotFound,
    /// The phone or object is in a state that does not allow this. Bring it into the state named and repeat.
    Conflict,
    /// The cloud refused the request for another reason. Read the vendor's code and message.
    Rejected,
    /// Too many requests. Wait as long as the error says, then repeat.
    Throttled,
    /// The cloud said before any work that it is busy. Repeat later.
    Busy,
    /// The cloud failed inside. A read may be repeated; for a change, look before you repeat it.
    Server,
    /// The answer cannot be understood: truncated, not JSON, wrong types, expected fields missing. Report it
    /// with the request id; for a change, look before you repeat it.
    Malformed,
    /// The answer is larger than the cap. For a change, look before you repeat it.
    TooLarge,
    /// The job was accepted and some or all of its phones failed or were refused. Read the outcomes.
    JobFailed,
    /// The job did not end within the limit. It goes on in the cloud: resume the wait with its token.
    WaitTimeout,
    /// The job's state could not be read. It goes on in the cloud: resume the wait with its token.
    PollFailed,
    /// A backup object is missing, empty or not what the report says. Do not delete the source; back up again.
    Verification,
    /// A fault in Phonevault itself. Please report it.
    Internal,
}

impl ErrorKind {
    /// Every kind, in the order of their documentation.
    pub const ALL: &'static [Self] = &[
        Self::Validation,
        Self::Configuration,
        Self::Credentials,
        Self::Guard,
        Self::Unsupported,
        Self::LocalFile,
        Self::Connect,
        Self::Tls,
        Self::Transport,
        Self::Timeout,
        Self::Cancelled,
        Self::Closed,
        Self::Authentication,
        Self::PermissionDenied,
        Self::Account,
        Self::NotFound,
        Self::Conflict,
        Self::Rejected,
        Self::Throttled,
        Self::Busy,
        Self::Server,
        Self::Malformed,
        Self::TooLarge,
        Self::JobFailed,
        Self::WaitTimeout,
        Self::PollFailed,
        Self::Verification,
        Self::Internal,
    ];

    /// The stable name, in snake case: `"rate limited"` style texts are never to be matched, this is.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Validation => "validation",
            Self::Configuration => "configuration",
            Self::Credentials => "credentials",
            Self::Guard => "guard",
            Self::Unsupported => "unsupported",
            Self::LocalFile => "local_file",
            Self::Connect => "connect",
            Self::Tls => "tls",
            Self::Transport => "transport",
            Self::Timeout => "timeout",
            Self::Cancelled => "cancelled",
            Self::Closed => "closed",
            Self::Authentication => "authentication",
            Self::PermissionDenied => "permission_denied",
            Self::Account => "account",
            Self::NotFound => "not_found",
            Self::Conflict => "conflict",
            Self::Rejected => "rejected",
            Self::Throttled => "throttled",
            Self::Busy => "busy",
            Self::Server => "server",
            Self::Malformed => "malformed",
            Self::TooLarge => "too_large",
            Self::JobFailed => "job_failed",
            Self::WaitTimeout => "wait_timeout",
            Self::PollFailed => "poll_failed",
            Self::Verification => "verification",
            Self::Internal => "internal",
        }
    }

    /// Whether time alone may cure this kind. An error is retryable only if its request was also not applied.
    #[must_use]
    pub const fn is_temporary(self) -> bool {
        matches!(
            self,
            Self::Connect | Self::Transport | Self::Timeout | Self::Throttled | Self::Busy | Self::Server
        )
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn all_lists_every_kind_once_under_its_own_name() {
        // The source itself is the oracle: a variant that is forgotten in ALL is still declared in the enum.
        let source = include_str!("kind.rs");
        let body = source.split("pub enum ErrorKind {").nth(1).unwrap().split("\n}").next().unwrap();
        let declared: BTreeSet<String> = body
            .lines()
            .map(str::trim)
            .filter(|line| line.ends_with(',') && !line.starts_with("//"))
            .map(|line| line.trim_end_matches(',').to_owned())
            .collect();
        let listed: BTreeSet<String> = ErrorKind::ALL.iter().map(|kind| format!("{kind:?}")).collect();
        assert_eq!(declared, listed);
        let names: BTreeSet<&str> = ErrorKind::ALL.iter().map(|kind| kind.name()).collect();
        assert_eq!(names.len(), ErrorKind::ALL.len());
    }
}
