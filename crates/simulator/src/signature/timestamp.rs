//! Dates of signed requests, and the window in which they are accepted.

use jiff::civil::DateTime;
use jiff::fmt::strtime;
use jiff::tz::TimeZone;

use super::{Refusal, SKEW_S};

/// The notations in use.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Notation {
    /// `20260102T030405Z`
    Compact,
    /// `2026-01-02T03:04:05Z`
    Iso,
    /// `Fri, 02 Jan 2026 03:04:05 GMT`
    Http,
}

/// Seconds since 1970 of a UTC date in that notation.
pub(crate) fn parse(text: &str, notation: Notation) -> Option<i64> {
    let format = match notation {
        Notation::Compact => "%Y%m%dT%H%M%SZ",
        Notation::Iso => "%Y-%m-%dT%H:%M:%SZ",
        Notation::Http => "%d %b %Y %H:%M:%S GMT",
    };
    let text = match notation {
        // The name of the day is decoration, and wrong in some clients.
        Notation::Http => text.split_once(", ")?.1,
        Notation::Compact | Notation::Iso => text,
    };
    let date: DateTime = strtime::parse(format, text).ok()?.to_datetime().ok()?;
    Some(date.to_zoned(TimeZone::UTC).ok()?.timestamp().as_second())
}

/// Accepts a date within [`SKEW_S`] of `now` (real time, seconds since 1970).
pub(crate) fn check(text: &str, notation: Notation, now: i64) -> Result<(), Refusal> {
    let sent = parse(text, notation).ok_or_else(|| Refusal::BadDate(text.to_owned()))?;
    if now.abs_diff(sent) > SKEW_S.unsigned_abs() {
        return Err(Refusal::Skewed { sent: text.to_owned() });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_notations_name_the_same_moment() {
        assert_eq!(parse("20260102T030405Z", Notation::Compact), Some(1_767_323_045));
        assert_eq!(parse("2026-01-02T03:04:05Z", Notation::Iso), Some(1_767_323_045));
        assert_eq!(parse("Fri, 02 Jan 2026 03:04:05 GMT", Notation::Http), Some(1_767_323_045));
    }

    #[test]
    fn nonsense_is_no_date() {
        for text in ["", "now", "2026-13-02T03:04:05Z", "2026-01-02T03:04:05", "99999999999999"] {
            for notation in [Notation::Compact, Notation::Iso, Notation::Http] {
                assert_eq!(parse(text, notation), None, "{text} {notation:?}");
            }
        }
    }

    #[test]
    fn the_window_is_fifteen_minutes_both_ways() {
        let check = |now| check("20260102T030405Z", Notation::Compact, now);
        assert_eq!(check(1_767_323_045 + 900), Ok(()));
        assert_eq!(check(1_767_323_045 - 900), Ok(()));
        assert!(matches!(check(1_767_323_045 + 901), Err(Refusal::Skewed { .. })));
        assert!(matches!(check(1_767_323_045 - 901), Err(Refusal::Skewed { .. })));
    }
}
