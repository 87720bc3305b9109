//! Exit codes (DESIGN section 6): what a script may rely on.

use std::process::ExitCode;

use phonevault::error::{Applied, Error, ErrorKind};
use phonevault::job::Outcome;

/// How a command ended. Later ones win when several apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// Everything succeeded.
    Ok,
    /// The command line or the configuration is wrong.
    Usage,
    /// Validation, a guard or a preflight refused; nothing was sent.
    Refused,
    /// Authentication, an unreachable service or a malformed answer.
    Failure,
    /// Some or all phones failed or were refused by the cloud.
    Phones,
    /// An outcome is unknown, or a wait timed out.
    Unknown,
    /// Interrupted by the user.
    Interrupted,
}

impl Exit {
    /// The number handed to the system.
    pub(crate) const fn code(self) -> u8 {
        match self {
            Self::Ok => 0,
            Self::Failure => 1,
            Self::Usage => 2,
            Self::Phones => 3,
            Self::Unknown => 4,
            Self::Refused => 5,
            Self::Interrupted => 130,
        }
    }

    /// What an error means for the exit code.
    pub(crate) fn of_error(error: &Error) -> Self {
        use ErrorKind as Kind;
        let of_kind = match error.kind() {
            Kind::Configuration | Kind::Credentials | Kind::LocalFile => Self::Usage,
            Kind::Validation | Kind::Guard | Kind::Unsupported => Self::Refused,
            Kind::NotFound
            | Kind::Conflict
            | Kind::Account
            | Kind::Rejected
            | Kind::Throttled
            | Kind::Busy
            | Kind::JobFailed
            | Kind::Verification => Self::Phones,
            Kind::WaitTimeout | Kind::PollFailed => Self::Unknown,
            Kind::Cancelled => Self::Interrupted,
            _ => Self::Failure,
        };
        let of_effect = if error.applied() == Applied::Unknown { Self::Unknown } else { Self::Ok };
        let phones = error.result().map_or(&[][..], |result| &result.phones);
        let of_phones = phones.iter().filter_map(|phone| phone.outcome).map(Self::of_outcome).max();
        of_kind.max(of_effect).max(of_phones.unwrap_or(Self::Ok))
    }

    /// What the outcome of one phone means for the exit code.
    pub(crate) const fn of_outcome(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Succeeded => Self::Ok,
            Outcome::Failed | Outcome::Refused => Self::Phones,
            Outcome::Unknown => Self::Unknown,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use phonevault::error::Reached;
    use phonevault::operation::Operation;

    #[test]
    fn every_kind_has_its_code_and_doubt_wins() {
        for (kind, code) in [
            (ErrorKind::Authentication, 1),
            (ErrorKind::Connect, 1),
            (ErrorKind::Malformed, 1),
            (ErrorKind::Configuration, 2),
            (ErrorKind::NotFound, 3),
            (ErrorKind::JobFailed, 3),
            (ErrorKind::WaitTimeout, 4),
            (ErrorKind::Validation, 5),
            (ErrorKind::Guard, 5),
            (ErrorKind::Unsupported, 5),
        ] {
            assert_eq!(Exit::of_error(&Error::new(kind, "x")).code(), code, "{kind}");
        }
        let change = Operation::mutation("BackupApp", "cloud");
        let doubt = Error::for_operation(ErrorKind::Malformed, &change, Reached::Unreadable, "x");
        assert_eq!(Exit::of_error(&doubt).code(), 4);
        let mut all = [Exit::Refused, Exit::Interrupted, Exit::Phones, Exit::Failure, Exit::Unknown];
        all.sort();
        assert_eq!(all.map(Exit::code), [5, 1, 3, 4, 130]);
    }
}
