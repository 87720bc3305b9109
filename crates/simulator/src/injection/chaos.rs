//! The seeded profile: everything that can go wrong, everywhere, at one rate.

use super::called::Called;
use super::kind::Kind;

/// Faults of every kind at every operation of both clouds, object stores included, decided by a seed of its own.
///
/// A rate of 0.05 lets five calls in a hundred go wrong. For a call that works on phones, that share is drawn for the
/// call as a whole (three fifths) and for each of its phones (two fifths). The kinds that fit share it by the weights of
/// the table in this file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chaos {
    /// The seed of the decisions; that of the world has no part in them.
    pub seed: u64,
    /// Which share of the calls goes wrong, 0 to 1. Default [`Chaos::RATE`].
    pub rate: f64,
}

impl Chaos {
    /// The share unless another one is given.
    pub const RATE: f64 = 0.05;

    /// Reads `SEED` or `SEED:RATE`, for example `42` or `42:0.2`.
    ///
    /// # Errors
    /// A text that says what is wanted.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (seed, rate) = text.split_once(':').map_or((text, None), |(seed, rate)| (seed, Some(rate)));
        let seed = seed.parse().map_err(|_| format!("{seed:?} is no seed: a whole number is wanted"))?;
        let rate = match rate {
            None => Self::RATE,
            Some(text) => {
                let rate = text.parse().ok().filter(|rate: &f64| (0.0..=1.0).contains(rate));
                rate.ok_or_else(|| format!("{text:?} is no rate: a number from 0 to 1 is wanted"))?
            }
        };
        Ok(Self { seed, rate })
    }
}

/// One line of the profile.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    pub(super) kind: Kind,
    pub(super) applied: bool,
    weight: u32,
    pub(super) ms: Option<u64>,
}

const fn line(kind: Kind, applied: bool, weight: u32) -> Line {
    Line { kind, applied, weight, ms: None }
}

const fn lasting(kind: Kind, applied: bool, weight: u32, ms: u64) -> Line {
    Line { kind, applied, weight, ms: Some(ms) }
}

/// What is drawn once for a call. A refusal that the clouds promise to be one (throttling, a bad date) is never applied:
/// a client may send again after it.
pub(super) const CALLS: [Line; 19] = [
    line(Kind::Throttle, false, 4),
    lasting(Kind::Throttle, false, 2, 3_000),
    line(Kind::Status(500), false, 2),
    line(Kind::Status(500), true, 2),
    line(Kind::Status(502), false, 1),
    line(Kind::Status(503), false, 2),
    line(Kind::Status(504), true, 2),
    line(Kind::RefuseConnection, false, 1),
    line(Kind::Reset, false, 2),
    line(Kind::Reset, true, 2),
    line(Kind::Truncated, false, 1),
    line(Kind::Truncated, true, 2),
    line(Kind::Malformed, false, 1),
    line(Kind::Malformed, true, 1),
    line(Kind::Html, false, 1),
    line(Kind::Html, true, 1),
    lasting(Kind::Slow, false, 1, 5_000),
    lasting(Kind::Slow, true, 2, 5_000),
    line(Kind::ClockSkew, false, 1),
];

/// What is drawn for each phone of a call that works on phones.
pub(super) const ITEMS: [Line; 8] = [
    line(Kind::RefuseItem, false, 4),
    lasting(Kind::JobStuck, false, 1, 600_000),
    lasting(Kind::JobStuck, true, 1, 600_000),
    line(Kind::JobFailed, false, 3),
    line(Kind::JobFailed, true, 1),
    line(Kind::Partial, false, 1),
    line(Kind::Partial, true, 2),
    line(Kind::CorruptObject, true, 2),
];

/// Which of the lines that fit a drawn number (0 up to and without 1) means, if together they take `rate` of all.
pub(super) fn pick(lines: &[Line], called: &Called, rate: f64, drawn: f64) -> Option<Line> {
    // Above the rate nothing goes wrong, which is the most frequent case.
    if drawn >= rate {
        return None;
    }
    let fitting = lines.iter().filter(|line| line.kind.fits(called));
    let total: u32 = fitting.clone().map(|line| line.weight).sum();
    let mut left = drawn / rate * f64::from(total);
    let mut last = None;
    for line in fitting {
        last = Some(*line);
        left -= f64::from(line.weight);
        if left < 0.0 {
            break;
        }
    }
    last
}

/// The shares for the call and for each of its phones.
pub(super) fn rates(called: &Called, rate: f64) -> (f64, f64) {
    if called.doing.is_some() { (rate * 0.6, rate * 0.4) } else { (rate, 0.0) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::injection::called::Doing;
    use crate::world::Cloud;

    fn called(doing: Option<Doing>) -> Called {
        Called {
            cloud: Cloud::Huawei,
            operation: "BatchExportCloudPhoneData".to_owned(),
            phones: vec!["p".to_owned()],
            other: String::new(),
            doing,
            changes: true,
            has_body: true,
        }
    }

    #[test]
    fn every_kind_has_a_line_and_refusals_are_never_applied() {
        for (_, kind) in super::super::kind::NAMES {
            assert!(CALLS.iter().chain(&ITEMS).any(|line| line.kind == kind), "{kind:?}");
        }
        for line in CALLS.iter().chain(&ITEMS).filter(|line| line.applied) {
            assert!(line.kind.can_apply());
            assert!(!matches!(line.kind, Kind::Throttle | Kind::RefuseItem), "{line:?}");
        }
        assert!(
            CALLS.iter().all(|line| !line.kind.is_item()) && ITEMS.iter().all(|line| line.kind.is_item())
        );
    }

    #[test]
    fn the_rate_is_the_share_and_every_fitting_line_gets_some() {
        let called = called(Some(Doing::Restore));
        let mut seen = std::collections::HashSet::new();
        for n in 0..10_000 {
            let drawn = f64::from(n) / 10_000.0;
            let line = pick(&ITEMS, &called, 0.2, drawn);
            assert_eq!(line.is_some(), drawn < 0.2);
            seen.extend(line.map(|line| (line.kind, line.applied)));
        }
        assert_eq!(seen.len(), ITEMS.len() - 1, "a restore stores no object that could be damaged");
        assert!(pick(&ITEMS, &self::called(None), 1.0, 0.5).is_none());
        assert!(pick(&CALLS, &called, 0.0, 0.0).is_none());
    }

    #[test]
    fn profiles_are_read() {
        assert_eq!(Chaos::parse("42"), Ok(Chaos { seed: 42, rate: Chaos::RATE }));
        assert_eq!(Chaos::parse("7:1"), Ok(Chaos { seed: 7, rate: 1.0 }));
        for bad in ["", "x", "1:", "1:2", "1:-1", "1:nan", "-1"] {
            assert!(Chaos::parse(bad).is_err(), "{bad}");
        }
    }
}
