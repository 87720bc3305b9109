//! The notations of time in the answers.

use jiff::civil::DateTime;
use jiff::fmt::strtime;
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};

use super::super::fault::Fault;

/// `YYYY-MM-DD HH:mm:ss` without a zone, as backup files and instances show it; `zone` is hours east of UTC.
pub(super) fn local(time: Timestamp, zone: i8) -> String {
    shifted(time, zone).strftime("%Y-%m-%d %H:%M:%S").to_string()
}

/// `YYYYMMDDHHMMSS` for object names.
pub(super) fn digits(time: Timestamp, zone: i8) -> String {
    shifted(time, zone).strftime("%Y%m%d%H%M%S").to_string()
}

fn shifted(time: Timestamp, zone: i8) -> Timestamp {
    time.saturating_add(SignedDuration::from_hours(i64::from(zone))).unwrap_or(time)
}

/// Reads a bound of a window in the notation of [`local`].
pub(super) fn parse_local(text: &str, zone: i8, parameter: &str) -> Result<Timestamp, Fault> {
    let read = || {
        let date: DateTime = strtime::parse("%Y-%m-%d %H:%M:%S", text).ok()?.to_datetime().ok()?;
        let zone = TimeZone::fixed(Offset::from_hours(zone).ok()?);
        Some(date.to_zoned(zone).ok()?.timestamp())
    };
    read().ok_or_else(|| Fault::invalid(parameter, "it is not of the form YYYY-MM-DD HH:mm:ss"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_zone_is_applied_both_ways() {
        let time: Timestamp = "2026-03-01T20:00:04Z".parse().unwrap();
        assert_eq!(local(time, 8), "2026-03-02 04:00:04");
        assert_eq!(digits(time, 8), "20260302040004");
        assert_eq!(digits(time, 0), "20260301200004");
        assert_eq!(parse_local("2026-03-02 04:00:04", 8, "StartTime").unwrap(), time);
    }

    #[test]
    fn other_notations_are_refused() {
        for text in ["", "2026-03-01", "2026-03-01T20:00:04Z", "2026-02-30 00:00:00", "soon"] {
            assert_eq!(parse_local(text, 8, "EndTime").unwrap_err().code, "InvalidParameter", "{text}");
        }
    }
}
