//! One fault as it was asked for: what it hits, how often, and with which effect.

use serde_json::{Map, Value, json};

use super::kind::Kind;
use crate::service::ServiceName;
use crate::world::Cloud;
use crate::{alibaba, huawei};

/// Longest `ms`: a month.
const LONGEST_MS: u64 = 31 * 86_400_000;

/// Which operations a rule looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Pattern {
    /// `*`: every operation of the control planes. Object stores and metadata services are hit only by name, since a
    /// client that cannot read objects tells nothing about how it treats a cloud that fails.
    All,
    /// `obs.*`: every operation of one service beside the control plane.
    Service(&'static str),
    /// One operation by its counted name.
    One(String),
}

/// What stands before the point in the counted names of a cloud's other services, and the service's address.
pub(super) fn services(cloud: Cloud) -> &'static [(&'static str, ServiceName)] {
    match cloud {
        Cloud::Huawei => &[
            ("iam", ServiceName::HuaweiIam),
            ("sts", ServiceName::HuaweiSts),
            ("obs", ServiceName::HuaweiObs),
            ("metadata", ServiceName::HuaweiMetadata),
        ],
        Cloud::Alibaba => &[
            ("sts", ServiceName::AlibabaSts),
            ("oss", ServiceName::AlibabaOss),
            ("metadata", ServiceName::AlibabaMetadata),
        ],
    }
}

/// The counted name of an operation of the identity services, which clients name without its service.
fn beside(cloud: Cloud, text: &str) -> Option<&'static str> {
    let names: &[&str] = match cloud {
        Cloud::Huawei => &huawei::IDENTITY_OPERATIONS,
        Cloud::Alibaba => &["sts.AssumeRole", "sts.AssumeRoleWithOIDC", "sts.GetCallerIdentity"],
    };
    // One call in two ways, which the clients tell apart by name.
    let text = text.strip_suffix("ByToken").or_else(|| text.strip_suffix("ByAgency")).unwrap_or(text);
    names.iter().find(|name| name.split_once('.').is_some_and(|(_, bare)| same_name(bare, text))).copied()
}

/// Whether a name is meant, be it written as the vendor does or as its clients for other languages do (`backup_app`).
pub(crate) fn same_name(name: &str, text: &str) -> bool {
    let letters = |text: &str| -> Vec<u8> {
        text.bytes().filter(|byte| *byte != b'_').map(|byte| byte.to_ascii_lowercase()).collect()
    };
    letters(name) == letters(text)
}

impl Pattern {
    fn parse(cloud: Cloud, text: &str) -> Option<Self> {
        // As `GET /requests` counts it.
        let text = text.strip_prefix(cloud.name()).and_then(|text| text.strip_prefix('.')).unwrap_or(text);
        if text == "*" {
            return Some(Self::All);
        }
        if let Some(service) = text.strip_suffix(".*") {
            let found = services(cloud).iter().find(|(name, _)| *name == service);
            return found.map(|(name, _)| Self::Service(name));
        }
        if let Some((service, name)) = text.split_once('.') {
            let known = services(cloud).iter().any(|(known, _)| *known == service);
            let plausible = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
            return (known && plausible).then(|| Self::One(text.to_owned()));
        }
        let name = match cloud {
            Cloud::Huawei => huawei::counted_operation(text),
            Cloud::Alibaba => alibaba::counted_action(text),
        };
        name.or_else(|| beside(cloud, text)).map(|name| Self::One(name.to_owned()))
    }

    fn text(&self) -> String {
        match self {
            Self::All => "*".to_owned(),
            Self::Service(name) => format!("{name}.*"),
            Self::One(name) => name.clone(),
        }
    }

    pub(super) fn matches(&self, operation: &str) -> bool {
        let service = operation.split_once('.').map(|(service, _)| service);
        match self {
            Self::All => !matches!(service, Some("obs" | "oss" | "metadata")),
            Self::Service(wanted) => service == Some(*wanted),
            Self::One(wanted) => wanted == operation,
        }
    }

    /// The addresses whose every call it matches.
    pub(super) fn addresses(&self, cloud: Cloud) -> Vec<ServiceName> {
        match (self, cloud) {
            (Self::All, Cloud::Huawei) => {
                vec![ServiceName::HuaweiCph, ServiceName::HuaweiIam, ServiceName::HuaweiSts]
            }
            (Self::All, Cloud::Alibaba) => vec![ServiceName::AlibabaEcp, ServiceName::AlibabaSts],
            (Self::Service(wanted), _) => {
                let found = services(cloud).iter().filter(|(name, _)| name == wanted);
                found.map(|(_, address)| *address).collect()
            }
            (Self::One(_), _) => Vec::new(),
        }
    }
}

/// How often a rule hits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum When {
    Always,
    /// With this probability, from 0 to 1.
    Probability(f64),
    /// Only the nth matching call for the same subject, counted from 1 when the rule was made.
    Nth(u64),
}

/// A fault to inject.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Rule {
    pub(super) cloud: Cloud,
    pub(super) pattern: Pattern,
    pub(super) kind: Kind,
    pub(super) applied: bool,
    pub(super) when: When,
    /// Most hits over all subjects; which calls they are then depends on the order in which calls arrive.
    pub(super) times: Option<u64>,
    pub(super) ms: Option<u64>,
}

impl Rule {
    /// Reads the body of `POST /faults`.
    ///
    /// # Errors
    /// A text that names the field.
    pub(crate) fn parse(body: &Map<String, Value>) -> Result<Self, String> {
        const FIELDS: [&str; 8] =
            ["cloud", "operation", "kind", "effect", "probability", "nth", "times", "ms"];
        if let Some(name) = body.keys().find(|name| !FIELDS.contains(&name.as_str())) {
            return Err(format!("{name}: there is no such field; there are {}", FIELDS.join(", ")));
        }
        let given = |name: &str| body.get(name).filter(|value| !value.is_null());
        let text = |name: &str| {
            let value = given(name).ok_or_else(|| format!("{name}: it must be given"))?;
            value.as_str().ok_or_else(|| format!("{name}: it must be a text"))
        };
        let number = |name: &str, least: u64, most: u64| {
            let bad = || format!("{name}: it must be a whole number from {least} to {most}");
            let read =
                |value: &Value| whole(value).filter(|number| (least..=most).contains(number)).ok_or_else(bad);
            given(name).map(read).transpose()
        };
        let cloud = Cloud::parse(text("cloud")?).ok_or("cloud: it must be huawei or alibaba")?;
        let operation = text("operation")?;
        let pattern = Pattern::parse(cloud, operation).ok_or_else(|| {
            let services: Vec<&str> = services(cloud).iter().map(|(name, _)| *name).collect();
            format!(
                "operation: {} has no operation {operation:?}; `*` and SERVICE.* (SERVICE one of {}) are allowed",
                cloud.name(),
                services.join(", ")
            )
        })?;
        let kind = Kind::parse(text("kind")?).ok_or_else(|| {
            let names: Vec<&str> = super::kind::NAMES.iter().map(|(name, _)| *name).collect();
            format!(
                "kind: it must be one of {}, or status:CODE with a CODE from 400 to 599",
                names.join(", ")
            )
        })?;
        let applied = match given("effect").map(|value| value.as_str()) {
            None => kind.applies_by_default(),
            Some(Some("applied")) if kind.can_apply() => true,
            Some(Some("applied")) => {
                return Err(format!("effect: {} can only be not_applied", kind.name()));
            }
            Some(Some("not_applied")) => false,
            Some(_) => return Err("effect: it must be applied or not_applied".to_owned()),
        };
        let probability = match given("probability") {
            None => None,
            Some(value) => {
                let share = value.as_f64().filter(|share| (0.0..=1.0).contains(share));
                Some(share.ok_or("probability: it must be a number from 0 to 1")?)
            }
        };
        let when = match (probability, number("nth", 1, u64::from(u32::MAX))?) {
            (Some(_), Some(_)) => return Err("nth: it cannot be given together with probability".to_owned()),
            (Some(share), None) => When::Probability(share),
            (None, Some(nth)) => When::Nth(nth),
            (None, None) => When::Always,
        };
        // Said of a kind that knows no time, it is left out of the answer.
        let ms = number("ms", 0, LONGEST_MS)?.filter(|_| kind.takes_ms());
        let times = number("times", 1, u64::from(u32::MAX))?;
        Ok(Self { cloud, pattern, kind, applied, when, times, ms })
    }

    /// As it was asked for, with the defaults filled in.
    pub(crate) fn to_json(&self) -> Value {
        let mut line = json!({"cloud": self.cloud.name(), "operation": self.pattern.text(),
                              "kind": self.kind.name(), "effect": effect(self.applied)});
        match self.when {
            When::Always => line["probability"] = json!(1.0),
            When::Probability(share) => line["probability"] = json!(share),
            When::Nth(nth) => line["nth"] = json!(nth),
        }
        for (name, value) in [("times", self.times), ("ms", self.ms)] {
            if let Some(value) = value {
                line[name] = json!(value);
            }
        }
        line
    }

    /// The addresses that stop listening while the rule stands: a refused connection that nothing limits but time.
    pub(super) fn shuts(&self) -> Vec<ServiceName> {
        let always = matches!(self.when, When::Always)
            || matches!(self.when, When::Probability(share) if share >= 1.0);
        if self.kind == Kind::RefuseConnection && always && self.times.is_none() {
            self.pattern.addresses(self.cloud)
        } else {
            Vec::new()
        }
    }

    /// What sets its draws apart from those of other rules.
    pub(super) fn salt(&self) -> String {
        format!("{} {}", self.kind.name(), effect(self.applied))
    }
}

/// A whole number, also one written as some languages do (`2.0`).
fn whole(value: &Value) -> Option<u64> {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and in the range")]
    let from_float =
        |number: f64| (number.fract() == 0.0 && (0.0..=1e15).contains(&number)).then_some(number as u64);
    value.as_u64().or_else(|| value.as_f64().and_then(from_float))
}

/// The effect in the words of the admin service.
pub(super) fn effect(applied: bool) -> &'static str {
    if applied { "applied" } else { "not_applied" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(body: &Value) -> Result<Rule, String> {
        Rule::parse(body.as_object().unwrap())
    }

    #[test]
    fn both_names_and_defaults() {
        let rule =
            parse(&json!({"cloud": "huawei", "operation": "batch_restore", "kind": "status:503"})).unwrap();
        assert_eq!(
            rule.to_json(),
            json!({"cloud": "huawei", "operation": "BatchImportCloudPhoneData", "kind": "status:503",
                   "effect": "not_applied", "probability": 1.0})
        );
        let body =
            json!({"cloud": "alibaba", "operation": "oss.*", "kind": "truncated", "nth": 3, "times": 2});
        let rule = parse(&body).unwrap();
        assert_eq!(rule.to_json()["effect"], "applied");
        assert!(rule.pattern.matches("oss.GetObject") && !rule.pattern.matches("BackupApp"));
    }

    #[test]
    fn names_and_numbers_may_be_written_in_several_ways() {
        for (cloud, text, name) in [
            ("alibaba", "alibaba.BackupApp", "BackupApp"),
            ("alibaba", "backup_app", "BackupApp"),
            ("alibaba", "AssumeRoleWithOIDC", "sts.AssumeRoleWithOIDC"),
            ("alibaba", "assume_role", "sts.AssumeRole"),
            ("alibaba", "alibaba.*", "*"),
            ("huawei", "huawei.obs.GetObject", "obs.GetObject"),
            ("huawei", "stop_cloud_phone", "StopCloudPhone"),
            ("huawei", "KeystoneListProjects", "iam.KeystoneListProjects"),
            ("huawei", "CreateTemporaryAccessKeyByToken", "iam.CreateTemporaryAccessKey"),
        ] {
            let rule = parse(&json!({"cloud": cloud, "operation": text, "kind": "reset"}));
            assert_eq!(rule.map(|rule| rule.pattern.text()), Ok(name.to_owned()), "{text}");
        }
        let rule = parse(&json!({"cloud": "alibaba", "operation": "*", "kind": "slow", "effect": null,
                                 "nth": 1.0, "times": 2.0, "ms": 0}));
        assert_eq!(
            rule.unwrap().to_json(),
            json!({"cloud": "alibaba", "operation": "*", "kind": "slow", "effect": "applied",
                   "nth": 1, "times": 2, "ms": 0})
        );
        let rule = parse(&json!({"cloud": "alibaba", "operation": "*", "kind": "throttle",
                                 "effect": "applied", "probability": 1}));
        assert_eq!(rule.unwrap().to_json()["probability"], 1.0);
        let rule = parse(&json!({"cloud": "huawei", "operation": "*", "kind": "reset", "ms": 5}));
        assert!(rule.unwrap().to_json().get("ms").is_none());
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (body, field) in [
            (json!({"operation": "*", "kind": "reset"}), "cloud"),
            (json!({"cloud": "tencent", "operation": "*", "kind": "reset"}), "cloud"),
            (json!({"cloud": "huawei", "kind": "reset"}), "operation"),
            (json!({"cloud": "huawei", "operation": "BackupApp", "kind": "reset"}), "operation"),
            (json!({"cloud": "huawei", "operation": "oss.GetObject", "kind": "reset"}), "operation"),
            (json!({"cloud": "huawei", "operation": "s3.*", "kind": "reset"}), "operation"),
            (json!({"cloud": "huawei", "operation": "obs.", "kind": "reset"}), "operation"),
            (json!({"cloud": "huawei", "operation": "*"}), "kind"),
            (json!({"cloud": "huawei", "operation": "*", "kind": "status:99"}), "kind"),
            (json!({"cloud": "huawei", "operation": "*", "kind": "reset", "effect": "maybe"}), "effect"),
            (
                json!({"cloud": "huawei", "operation": "*", "kind": "clock_skew", "effect": "applied"}),
                "effect",
            ),
            (
                json!({"cloud": "huawei", "operation": "*", "kind": "refuse_connection", "effect": "applied"}),
                "effect",
            ),
            (
                json!({"cloud": "huawei", "operation": "*", "kind": "reset", "probability": 1.5}),
                "probability",
            ),
            (json!({"cloud": "huawei", "operation": "*", "kind": "reset", "nth": 0}), "nth"),
            (
                json!({"cloud": "huawei", "operation": "*", "kind": "reset", "nth": 1, "probability": 1}),
                "nth",
            ),
            (json!({"cloud": "huawei", "operation": "*", "kind": "reset", "times": -1}), "times"),
            (json!({"cloud": "huawei", "operation": "*", "kind": "reset", "ms": -5}), "ms"),
            (json!({"cloud": "huawei", "operation": "*", "kind": "slow", "ms": 1.5}), "ms"),
            (json!({"cloud": "huawei", "operation": "*", "kind": "slow", "delay": 5}), "delay"),
        ] {
            let why = parse(&body).unwrap_err();
            assert!(why.starts_with(&format!("{field}: ")), "{body}: {why}");
        }
    }

    #[test]
    fn only_an_unlimited_refusal_shuts_addresses() {
        let shut = |body: Value| parse(&body).unwrap().shuts();
        let all = json!({"cloud": "huawei", "operation": "*", "kind": "refuse_connection", "ms": 1000});
        assert_eq!(shut(all), [ServiceName::HuaweiCph, ServiceName::HuaweiIam, ServiceName::HuaweiSts]);
        let store = json!({"cloud": "alibaba", "operation": "oss.*", "kind": "refuse_connection"});
        assert_eq!(shut(store), [ServiceName::AlibabaOss]);
        for limited in [json!({"nth": 1}), json!({"times": 1}), json!({"probability": 0.5})] {
            let mut body = json!({"cloud": "huawei", "operation": "*", "kind": "refuse_connection"});
            body.as_object_mut().unwrap().extend(limited.as_object().unwrap().clone());
            assert_eq!(shut(body), []);
        }
        let one = json!({"cloud": "huawei", "operation": "ShowJob", "kind": "refuse_connection"});
        assert_eq!(shut(one), []);
    }
}
