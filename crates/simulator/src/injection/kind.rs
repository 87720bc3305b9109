//! What can go wrong with a call, and which of it fits which operation.

use super::called::{Called, Doing};

/// A kind of fault (DESIGN section 6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    /// The vendor's answer to too many calls.
    Throttle,
    /// An error status, 400 to 599, in the vendor's shape.
    Status(u16),
    /// Nobody listens.
    RefuseConnection,
    /// One phone of the call is refused; the call itself is answered.
    RefuseItem,
    /// The connection is reset after the request was read.
    Reset,
    /// The head of a success, then half of what it announces, then the end of the connection.
    Truncated,
    /// A success whose body is neither JSON nor XML.
    Malformed,
    /// The page of a proxy, with status 200.
    Html,
    /// The answer comes late.
    Slow,
    /// The work on a phone is accepted and does not end.
    JobStuck,
    /// The work on a phone is accepted and reported as failed.
    JobFailed,
    /// The work on a phone is reported as done in part.
    Partial,
    /// The cloud's clock is off.
    ClockSkew,
    /// The backup of a phone is reported as done, but the stored object is damaged.
    CorruptObject,
}

/// The names of all kinds but `status:CODE`.
pub(super) const NAMES: [(&str, Kind); 13] = [
    ("throttle", Kind::Throttle),
    ("refuse_connection", Kind::RefuseConnection),
    ("refuse_item", Kind::RefuseItem),
    ("reset", Kind::Reset),
    ("truncated", Kind::Truncated),
    ("malformed", Kind::Malformed),
    ("html", Kind::Html),
    ("slow", Kind::Slow),
    ("job_stuck", Kind::JobStuck),
    ("job_failed", Kind::JobFailed),
    ("partial", Kind::Partial),
    ("clock_skew", Kind::ClockSkew),
    ("corrupt_object", Kind::CorruptObject),
];

/// How long a slow answer takes unless said otherwise, in simulated milliseconds: longer than the time-out of most
/// clients (60 s here, 10 s in the Alibaba SDKs, 120 s in the Huawei SDKs) would make every slow answer a lost one.
pub(super) const SLOW_MS: u64 = 5_000;
/// How far a clock is off unless said otherwise: beyond the 15 minutes that both clouds allow.
pub(super) const SKEW_MS: u64 = 20 * 60 * 1000;

impl Kind {
    /// Reads a name, `status:503` included.
    pub(super) fn parse(text: &str) -> Option<Self> {
        if let Some(code) = text.strip_prefix("status:") {
            // `parse` would also take "+500".
            let digits = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_digit());
            return code.parse().ok().filter(|code| digits && (400..600).contains(code)).map(Self::Status);
        }
        NAMES.iter().find(|(name, _)| *name == text).map(|(_, kind)| *kind)
    }

    /// The name, as [`Self::parse`] reads it.
    pub(super) fn name(self) -> String {
        match self {
            Self::Status(code) => format!("status:{code}"),
            other => NAMES
                .iter()
                .find(|(_, kind)| *kind == other)
                .map(|(name, _)| (*name).to_owned())
                .unwrap_or_default(),
        }
    }

    /// Whether it is decided phone by phone, and the call itself is answered.
    pub(super) fn is_item(self) -> bool {
        matches!(
            self,
            Self::RefuseItem | Self::JobStuck | Self::JobFailed | Self::Partial | Self::CorruptObject
        )
    }

    /// The effect if the fault does not say: what is refused is not done; what is answered badly, or is under way, is.
    pub(super) fn applies_by_default(self) -> bool {
        match self {
            Self::Throttle
            | Self::Status(_)
            | Self::RefuseConnection
            | Self::RefuseItem
            | Self::JobFailed
            | Self::ClockSkew => false,
            Self::Reset
            | Self::Truncated
            | Self::Malformed
            | Self::Html
            | Self::Slow
            | Self::JobStuck
            | Self::Partial
            | Self::CorruptObject => true,
        }
    }

    /// Whether the operation can be carried out at all: it cannot when it never arrives, or is refused for its date.
    pub(super) fn can_apply(self) -> bool {
        !matches!(self, Self::RefuseConnection | Self::ClockSkew)
    }

    /// Whether `ms` means anything.
    pub(super) fn takes_ms(self) -> bool {
        matches!(
            self,
            Self::Throttle | Self::Slow | Self::JobStuck | Self::ClockSkew | Self::RefuseConnection
        )
    }

    /// Whether it can happen to this call at all. A rule does not even count calls that it does not fit.
    pub(super) fn fits(self, called: &Called) -> bool {
        let is = |wanted: &[Doing]| called.doing.is_some_and(|doing| wanted.contains(&doing));
        match self {
            Self::RefuseItem => called.doing.is_some(),
            // What is done at once has no work that could be stuck or fail later.
            Self::JobStuck | Self::JobFailed => is(&[Doing::Backup, Doing::Restore, Doing::Work]),
            Self::Partial => is(&[Doing::Backup, Doing::Restore]),
            Self::CorruptObject => is(&[Doing::Backup]),
            Self::Truncated | Self::Malformed => called.has_body,
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_they_are_written() {
        let codes = [400, 429, 599].map(Kind::Status);
        for kind in NAMES.iter().map(|(_, kind)| *kind).chain(codes) {
            assert_eq!(Kind::parse(&kind.name()), Some(kind));
        }
        for bad in
            ["", "Throttle", "status", "status:", "status:200", "status:600", "status:+500", "status:0500"]
        {
            assert_eq!(Kind::parse(bad), None, "{bad}");
        }
    }
}
