//! A submission as one short text: version, cloud, region, account and ids. No endpoint, no secret.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

use super::{Action, Item, Refused, Submission};
use crate::error::{Error, ErrorKind, Result};
use crate::phone::PhoneId;

const VERSION: &str = "pv1.";

/// One-letter names keep the token short: it travels in job queues and environment variables.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    c: String,
    r: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    a: Option<String>,
    o: String,
    i: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    b: Option<String>,
    p: Vec<WireItem>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WireItem {
    p: PhoneId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    t: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    b: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    x: Option<(Option<String>, String)>,
}

impl Submission {
    /// The token of this submission. Refused phones are in it: nothing disappears from the report of a resumed job.
    #[must_use]
    pub fn token(&self) -> String {
        let items = self.items.iter().map(|item| WireItem {
            p: item.phone.clone(),
            t: item.task.clone(),
            b: item.backup.clone(),
            x: item.refused.as_ref().map(|refused| (refused.code.clone(), refused.message.clone())),
        });
        let wire = Wire {
            c: self.cloud.clone(),
            r: self.region.clone(),
            a: self.account.clone(),
            o: self.action.name().to_owned(),
            i: self.request_id.clone(),
            b: self.batch.clone(),
            p: items.collect(),
        };
        let json = serde_json::to_vec(&wire).unwrap_or_default();
        format!("{VERSION}{}", URL_SAFE_NO_PAD.encode(json))
    }

    /// Reads a token. A text that is none, or of a version this one does not know, is refused.
    pub fn from_token(token: &str) -> Result<Self> {
        let refuse = |why: &str| Error::new(ErrorKind::Validation, format!("the job token {why}"));
        let body = token.trim().strip_prefix(VERSION).ok_or_else(|| refuse("does not begin with `pv1.`"))?;
        let json = URL_SAFE_NO_PAD.decode(body).map_err(|_| refuse("is damaged"))?;
        let wire: Wire = serde_json::from_slice(&json).map_err(|_| refuse("is damaged"))?;
        let action = Action::ALL.iter().copied().find(|action| action.name() == wire.o);
        let action = action.ok_or_else(|| refuse("is of an action that this version does not know"))?;
        if wire.p.is_empty() {
            return Err(refuse("holds no phone"));
        }
        let items = wire.p.into_iter().map(|item| Item {
            phone: item.p,
            task: item.t,
            backup: item.b,
            refused: item.x.map(|(code, message)| Refused { code, message }),
        });
        Ok(Self {
            cloud: wire.c,
            region: wire.r,
            account: wire.a,
            action,
            request_id: wire.i,
            batch: wire.b,
            items: items.collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_holds_thousands_of_phones_and_unknown_or_empty_ones_are_refused() {
        let phone = |n: usize| Item::accepted(format!("p{n}").as_str().into(), Some(format!("t{n}")));
        let mut submission = Submission {
            cloud: "cloud".into(),
            region: "r-1".into(),
            account: None,
            action: Action::Backup,
            request_id: "req".into(),
            batch: Some("t-batch".into()),
            items: (0..5000).map(phone).collect(),
        };
        assert_eq!(Submission::from_token(&submission.token()).unwrap(), submission);
        submission.items.clear();
        let wire = |text: &str| format!("{VERSION}{}", URL_SAFE_NO_PAD.encode(text));
        for (token, word) in [
            (submission.token(), "no phone"),
            (wire(r#"{"c":"c","r":"r","o":"erase","i":"i","p":[{"p":"p"}]}"#), "action"),
            (wire(r#"{"c":"c","r":"r","o":"stop","i":"i","p":[{"p":"p"}],"z":1}"#), "damaged"),
        ] {
            let error = Submission::from_token(&token).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Validation);
            assert!(error.message().contains(word), "{error}");
        }
    }

    #[test]
    fn a_token_brings_everything_back_and_damage_is_refused() {
        let mut accepted = Item::accepted("p1".into(), Some("t1".into()));
        accepted.backup = Some("bf-1".into());
        let submission = Submission {
            cloud: "cloud".into(),
            region: "r-1".into(),
            account: Some("project".into()),
            action: Action::Restore,
            request_id: "req".into(),
            batch: None,
            items: vec![accepted, Item::refused("p2".into(), Some("X.1".into()), "no")],
        };
        let token = submission.token();
        assert_eq!(Submission::from_token(&token).unwrap(), submission);
        for bad in ["", "pv2.e30", "pv1.e30", "pv1.***", &token[..token.len() - 3], "hello"] {
            assert_eq!(Submission::from_token(bad).unwrap_err().kind(), ErrorKind::Validation, "{bad}");
        }
    }
}
