//! Yes, no, or nothing said.

use phonevault::Error;
use phonevault::validate::refused;

use crate::take::At;

/// Yes, no, or nothing said: PV_FLAG_UNSET, PV_FLAG_TRUE or PV_FLAG_FALSE. Zero says nothing, so `false` of C is not PV_FLAG_FALSE.
pub type pv_flag = i32;

/// Nothing is said.
pub const PV_FLAG_UNSET: pv_flag = 0;
/// Yes.
pub const PV_FLAG_TRUE: pv_flag = 1;
/// No.
pub const PV_FLAG_FALSE: pv_flag = 2;

/// What a caller said.
pub(crate) fn taken(flag: pv_flag, at: &At<'_>) -> Result<Option<bool>, Error> {
    match flag {
        PV_FLAG_UNSET => Ok(None),
        PV_FLAG_TRUE => Ok(Some(true)),
        PV_FLAG_FALSE => Ok(Some(false)),
        other => {
            let rule = format!("must be PV_FLAG_UNSET, PV_FLAG_TRUE or PV_FLAG_FALSE, not {other}");
            Err(refused(at.to_string(), rule))
        }
    }
}

/// What is said in an answer.
pub(crate) fn shown(said: Option<bool>) -> pv_flag {
    match said {
        None => PV_FLAG_UNSET,
        Some(true) => PV_FLAG_TRUE,
        Some(false) => PV_FLAG_FALSE,
    }
}
