//! Did the request take effect?

use std::fmt;

use crate::operation::Effect;

/// Whether a request that ended in an error took effect in the cloud.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Applied {
    /// It provably did not.
    No,
    /// It did: the cloud accepted the work.
    Yes,
    /// Nobody can tell from here. Look at the phone, the object or the job before doing it again.
    Unknown,
}

/// How far a request came. Together with the operation's effect this decides [`Applied`], and nothing else does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reached {
    /// It never left: validation, credentials, DNS, connection refused, TLS handshake, our own queue.
    NotSent,
    /// The vendor answered with an error body of the 4xx class, throttling included.
    Refused,
    /// The vendor said, before any work, that it is busy and to try later.
    Busy,
    /// One item was refused inside a successful answer.
    ItemRefused,
    /// The work was accepted and then failed, timed out, or the wait for it ended early.
    Accepted,
    /// The connection broke after it stood, the attempt timed out, or the send was cancelled.
    Interrupted,
    /// 5xx, a vendor's internal error, a nonce that was already used, or an error answer nobody recognises.
    ServerFault,
    /// A successful status whose body is malformed, HTML, truncated or oversized.
    Unreadable,
}

impl Reached {
    /// Every case, for tables and tests.
    pub const ALL: &'static [Self] = &[
        Self::NotSent,
        Self::Refused,
        Self::Busy,
        Self::ItemRefused,
        Self::Accepted,
        Self::Interrupted,
        Self::ServerFault,
        Self::Unreadable,
    ];
}

impl Applied {
    /// The table of the design page, section 4: the only place where it is decided whether a request took effect.
    #[must_use]
    pub const fn after(effect: Effect, reached: Reached) -> Self {
        match (effect, reached) {
            (_, Reached::Accepted) => Self::Yes,
            (Effect::Read, _) => Self::No,
            (
                Effect::Mutation,
                Reached::NotSent | Reached::Refused | Reached::Busy | Reached::ItemRefused,
            ) => Self::No,
            (Effect::Mutation, Reached::Interrupted | Reached::ServerFault | Reached::Unreadable) => {
                Self::Unknown
            }
        }
    }

    /// The stable name: `no`, `yes` or `unknown`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Yes => "yes",
            Self::Unknown => "unknown",
        }
    }

    /// What to tell a person, as the end of a sentence.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::No => "nothing was applied",
            Self::Yes => "it was accepted and applied, in full or in part",
            Self::Unknown => "it may have been applied",
        }
    }
}

impl fmt::Display for Applied {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_the_design_page() {
        let mutation = [
            (Reached::NotSent, Applied::No),
            (Reached::Refused, Applied::No),
            (Reached::Busy, Applied::No),
            (Reached::ItemRefused, Applied::No),
            (Reached::Accepted, Applied::Yes),
            (Reached::Interrupted, Applied::Unknown),
            (Reached::ServerFault, Applied::Unknown),
            (Reached::Unreadable, Applied::Unknown),
        ];
        assert_eq!(mutation.len(), Reached::ALL.len());
        for (reached, expected) in mutation {
            assert_eq!(Applied::after(Effect::Mutation, reached), expected, "{reached:?}");
            if reached != Reached::Accepted {
                assert_eq!(Applied::after(Effect::Read, reached), Applied::No, "read, {reached:?}");
            }
        }
    }
}
