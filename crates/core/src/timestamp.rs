//! Dates as the clouds write them. The public type is [`SystemTime`]; the calendar stays inside.

use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};

/// `YYYY-MM-DDTHH:MM:SSZ`.
#[must_use]
pub fn iso8601(time: SystemTime) -> String {
    format(time, "%Y-%m-%dT%H:%M:%SZ")
}

/// `YYYYMMDDTHHMMSSZ`.
#[must_use]
pub fn compact(time: SystemTime) -> String {
    format(time, "%Y%m%dT%H%M%SZ")
}

/// Reads an RFC 3339 time such as `2026-01-02T03:04:05Z`, with or without a fraction.
#[must_use]
pub fn parse_rfc3339(text: &str) -> Option<SystemTime> {
    text.parse::<Timestamp>().ok().map(SystemTime::from)
}

/// Reads `YYYY-MM-DD HH:mm:ss`, a form that names no zone, as time of a zone `offset_hours` east of UTC.
#[must_use]
pub fn parse_zoneless(text: &str, offset_hours: i8) -> Option<SystemTime> {
    let local = DateTime::strptime("%Y-%m-%d %H:%M:%S", text).ok()?;
    let zone = TimeZone::fixed(Offset::from_hours(offset_hours).ok()?);
    local.to_zoned(zone).ok().map(|zoned| SystemTime::from(zoned.timestamp()))
}

fn format(time: SystemTime, pattern: &str) -> String {
    // A time outside jiff's range (years beyond 9999) can only come from a broken clock; the epoch then makes
    // the cloud answer with its own skew error instead of making us panic.
    let stamp = Timestamp::try_from(time).unwrap_or(Timestamp::UNIX_EPOCH);
    stamp.strftime(pattern).to_string()
}

/// Seconds between two times, whichever is earlier.
#[must_use]
pub fn distance(a: SystemTime, b: SystemTime) -> Duration {
    a.duration_since(b).unwrap_or_else(|earlier| earlier.duration())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_of_both_clouds() {
        let time = parse_rfc3339("2026-01-02T03:04:05Z").unwrap();
        assert_eq!(iso8601(time), "2026-01-02T03:04:05Z");
        assert_eq!(compact(time), "20260102T030405Z");
        assert_eq!(parse_zoneless("2026-01-02 11:04:05", 8), Some(time));
        assert_eq!(parse_rfc3339("2026-01-02T03:04:05.000000Z"), Some(time));
        let before_1970 = SystemTime::UNIX_EPOCH - Duration::from_secs(1);
        assert_eq!(
            (iso8601(before_1970).as_str(), compact(before_1970).as_str()),
            ("1969-12-31T23:59:59Z", "19691231T235959Z")
        );
        assert_eq!(parse_rfc3339("soon"), None);
        assert_eq!(parse_zoneless("2026-01-02T11:04:05Z", 8), None);
    }
}
