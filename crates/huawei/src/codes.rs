//! What the vendor's codes mean (reference 6.2, 6.3). The code decides first, the HTTP status second: older pages
//! list 400 for every code.

use phonevault_core::ErrorKind;

/// What a code means, and whether this is known of the code itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Class {
    pub(crate) kind: ErrorKind,
    pub(crate) by_code: bool,
}

/// Codes of the phone service that the vendor's table blames on the request.
const CALLER: &[u16] = &[
    2, 4, 9, 10, 16, 29, 30, 46, 48, 49, 77, 78, 80, 81, 94, 95, 96, 97, 107, 117, 118, 119, 134, 135, 137,
    155, 161, 163, 164, 167, 168, 169, 170, 171, 172, 173, 190, 199,
];

/// The meaning of `code` in an answer with this status.
pub(crate) fn classify(code: &str, status: u16) -> Class {
    let known = match code.split_once('.') {
        Some(("CPS", number)) => four_digits(number).and_then(phone_service),
        // Two spellings of the same gateway.
        Some(("APIGW" | "APIG", number)) => four_digits(number).and_then(|number| gateway(number, status)),
        _ => None,
    };
    match known {
        Some(kind) => Class { kind, by_code: true },
        None => Class { kind: by_status(status), by_code: false },
    }
}

/// Whether the token must be renewed.
pub(crate) fn needs_new_token(code: &str) -> bool {
    matches!(code.split_once('.'), Some(("APIGW" | "APIG", "0307")))
}

fn four_digits(number: &str) -> Option<u16> {
    let plain = number.len() == 4 && number.bytes().all(|byte| byte.is_ascii_digit());
    if plain { number.parse().ok() } else { None }
}

fn phone_service(number: u16) -> Option<ErrorKind> {
    Some(match number {
        1 => ErrorKind::PermissionDenied,
        // "Handling timed out, try later": like an internal error, nobody can tell how far it came.
        3 | 54 => ErrorKind::Server,
        5 | 11 | 15 | 50 | 104 | 166 => ErrorKind::NotFound,
        6..=8 | 65 | 196 => ErrorKind::Account,
        42 => ErrorKind::Busy,
        53 | 141 | 158 | 165 => ErrorKind::Conflict,
        // Creating the bucket or uploading failed: of the environment, perhaps of the authorisation on the bucket.
        102 | 103 | 108 => ErrorKind::Rejected,
        number if CALLER.contains(&number) => ErrorKind::Rejected,
        _ => return None,
    })
}

fn gateway(number: u16, status: u16) -> Option<ErrorKind> {
    Some(match number {
        101 | 103..=106 | 602 | 607 => ErrorKind::Rejected,
        // One code for many causes: a refused request and a backend that is down or timed out.
        201 => by_status(status),
        301 | 303 | 305 | 307 => ErrorKind::Authentication,
        302 | 304 | 306 | 310 | 401 | 402 | 404 => ErrorKind::PermissionDenied,
        308 => ErrorKind::Throttled,
        501 | 502 => ErrorKind::Account,
        601 | 605 | 606 | 608 => ErrorKind::Server,
        _ => return None,
    })
}

fn by_status(status: u16) -> ErrorKind {
    match status {
        401 => ErrorKind::Authentication,
        403 => ErrorKind::PermissionDenied,
        404 => ErrorKind::NotFound,
        409 => ErrorKind::Conflict,
        429 => ErrorKind::Throttled,
        500.. => ErrorKind::Server,
        _ => ErrorKind::Rejected,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_decides_first_and_the_status_second() {
        for (code, status, kind, by_code) in [
            ("CPS.0001", 400, ErrorKind::PermissionDenied, true),
            ("CPS.0003", 500, ErrorKind::Server, true),
            ("CPS.0003", 400, ErrorKind::Server, true),
            ("CPS.0005", 400, ErrorKind::NotFound, true),
            ("CPS.0007", 400, ErrorKind::Account, true),
            ("CPS.0042", 500, ErrorKind::Busy, true),
            ("CPS.0050", 400, ErrorKind::NotFound, true),
            ("CPS.0104", 400, ErrorKind::NotFound, true),
            ("CPS.0141", 400, ErrorKind::Conflict, true),
            ("CPS.0168", 400, ErrorKind::Rejected, true),
            ("CPS.0347", 400, ErrorKind::Rejected, false),
            ("CPS.0347", 503, ErrorKind::Server, false),
            ("CPS.0347", 429, ErrorKind::Throttled, false),
            ("CPS.42", 400, ErrorKind::Rejected, false),
            ("CPS.00042", 400, ErrorKind::Rejected, false),
            ("APIGW.0301", 401, ErrorKind::Authentication, true),
            ("APIG.0301", 400, ErrorKind::Authentication, true),
            ("APIG.0308", 429, ErrorKind::Throttled, true),
            ("APIGW.0201", 413, ErrorKind::Rejected, true),
            ("APIGW.0201", 504, ErrorKind::Server, true),
            ("APIGW.0602", 400, ErrorKind::Rejected, true),
            ("APIGW.9999", 403, ErrorKind::PermissionDenied, false),
            ("IAM.0011", 401, ErrorKind::Authentication, false),
            ("401", 401, ErrorKind::Authentication, false),
            ("", 400, ErrorKind::Rejected, false),
        ] {
            assert_eq!(classify(code, status), Class { kind, by_code }, "{code} {status}");
        }
        assert!(
            needs_new_token("APIG.0307") && needs_new_token("APIGW.0307") && !needs_new_token("CPS.0307")
        );
    }
}
