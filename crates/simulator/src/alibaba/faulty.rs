//! Injected faults on the Alibaba side: what a call is about, and what the vendor's gateways say when things go wrong.

use serde_json::json;

use super::actions::{ACTIONS, counted_name};
use super::parameters::Parameters;
use super::{ecp, metadata};
use crate::bucket::request::host_bucket;
use crate::injection::{Beginning, Called, Doing, Refused, same_name};
use crate::service::{Request, Response, ServiceName};
use crate::signature::encoding::decode;
use crate::universe::Universe;
use crate::world::{Cloud, Failure, WorkFaultKind};

/// The actions that act on phones or their backups, and how.
const DOINGS: [(&str, Doing); 13] = [
    ("BackupApp", Doing::Backup),
    ("BackupFile", Doing::Backup),
    ("BackupAndroidInstance", Doing::Backup),
    ("RecoverApp", Doing::Restore),
    ("RecoveryFile", Doing::Restore),
    ("RecoverAndroidInstance", Doing::Restore),
    ("StartAndroidInstance", Doing::Work),
    ("StopAndroidInstance", Doing::Work),
    ("RebootAndroidInstancesInGroup", Doing::Work),
    ("ResetAndroidInstancesInGroup", Doing::Work),
    ("RunCommand", Doing::Work),
    // Of the phone that the backup file was made of.
    ("DeleteBackupFile", Doing::Work),
    ("RunSyncCommand", Doing::AtOnce),
];

/// Parameters that hold ids of phones, and lists of them.
const PHONES: [&str; 5] =
    ["AndroidInstanceIdList", "AndroidInstanceIds", "InstanceIds", "AndroidInstanceId", "InstanceId"];

/// Parameters that hold ids that this cloud made up: of tasks, calls, commands and backup files.
const BEHIND: [&str; 10] = [
    "TaskIds",
    "TaskId",
    "ParentTaskId",
    "InvokeId",
    "InvocationId",
    "ResourceIds",
    "ResourceId",
    "BackupFileIdList",
    "BackupFileId",
    "BackupFileIds",
];

/// The begin of the actions that change nothing.
const READS: [&str; 4] = ["Describe", "List", "Get", "Check"];

/// The counted name of an action of Cloud Phone, which is its own.
pub(crate) fn counted_action(name: &str) -> Option<&'static str> {
    ACTIONS.iter().find(|known| same_name(known, name)).copied()
}

/// What a request to any of Alibaba's services is about.
pub(crate) fn called(universe: &Universe, request: &Request) -> Called {
    match request.service {
        ServiceName::AlibabaOss => object_call(request),
        ServiceName::AlibabaEcp => ecp_call(universe, request),
        ServiceName::AlibabaSts => {
            let parameters = parameters(universe, request);
            let in_header = request.header("x-acs-action").map(str::trim);
            let action = in_header.or_else(|| parameters.text("Action")).unwrap_or_default();
            // Nonces and dates of the legacy signature are no part of what is asked for.
            let other = parameters.text("RoleArn").unwrap_or_default().to_owned();
            plain(format!("sts.{}", counted_name(action)), other)
        }
        _ => plain(format!("metadata.{}", metadata::operation(request)), request.path.clone()),
    }
}

fn plain(operation: String, other: String) -> Called {
    Called {
        cloud: Cloud::Alibaba,
        operation,
        phones: Vec::new(),
        other,
        doing: None,
        changes: false,
        has_body: true,
    }
}

/// The parameters, or none where they cannot be read; the call will be refused for that.
fn parameters(universe: &Universe, request: &Request) -> Parameters {
    let body = request.body.in_memory().map(AsRef::as_ref).unwrap_or_default();
    let form = ecp::form(request, body);
    Parameters::read(&request.query, &form, &universe.settings.alibaba).unwrap_or_default()
}

fn ecp_call(universe: &Universe, request: &Request) -> Called {
    let action = counted_name(request.header("x-acs-action").map(str::trim).unwrap_or_default());
    let parameters = parameters(universe, request);
    let named = |names: &[&str]| -> Vec<String> {
        names.iter().flat_map(|name| parameters.any_of(name, name)).collect()
    };
    let mut phones = named(&PHONES);
    if phones.is_empty() {
        let ids = named(&BEHIND);
        phones = ids.iter().flat_map(|id| behind(universe, id)).collect();
    }
    // Ids and positions that this cloud made up are left out: they depend on the order of calls.
    let lasting = |pair: &&str| {
        let name = pair.split(['=', '.']).next().unwrap_or_default();
        !BEHIND.contains(&name) && name != "NextToken"
    };
    let body = request.body.in_memory().map(AsRef::as_ref).unwrap_or_default();
    let form = ecp::form(request, body);
    let pairs = [&*request.query, &*form].into_iter().filter(|place| !place.is_empty());
    let other: Vec<&str> = pairs.flat_map(|place| place.split('&')).filter(lasting).collect();
    let doing = DOINGS.iter().find(|(name, _)| *name == action).map(|(_, doing)| *doing);
    Called {
        doing,
        phones,
        changes: !READS.iter().any(|read| action.starts_with(read)),
        ..plain(action.to_owned(), other.join("&"))
    }
}

/// The phones behind an id of a call, a task or a backup file.
fn behind(universe: &Universe, id: &str) -> Vec<String> {
    let phones = universe.injection.phones_of_call(id);
    if phones.is_empty() { universe.alibaba.phones_behind(id) } else { phones }
}

fn object_call(request: &Request) -> Called {
    let path = decode(request.path.strip_prefix('/').unwrap_or(&request.path));
    let path = String::from_utf8_lossy(&path).into_owned();
    let (bucket, key) = match host_bucket(request, "oss-") {
        Some(bucket) => (bucket, path.as_str()),
        None => path.split_once('/').unwrap_or((path.as_str(), "")),
    };
    let operation = match (request.method.as_str(), key.is_empty(), bucket.is_empty()) {
        ("GET", true, true) => "oss.ListBuckets",
        ("GET", true, false) => "oss.ListObjectsV2",
        ("HEAD", false, _) => "oss.HeadObject",
        ("GET", false, _) => "oss.GetObject",
        ("PUT", false, _) => "oss.PutObject",
        ("DELETE", false, _) => "oss.DeleteObject",
        _ => "oss.Other",
    };
    Called {
        changes: matches!(operation, "oss.PutObject" | "oss.DeleteObject"),
        has_body: matches!(operation, "oss.GetObject" | "oss.ListObjectsV2" | "oss.ListBuckets"),
        ..plain(operation.to_owned(), without_times(&format!("{bucket}/{key}?{}", request.query)))
    }
}

/// Keys that the simulator makes up hold the phone and the simulated time, 14 digits. The time is left out: on a running
/// clock it is another one in every run.
fn without_times(text: &str) -> String {
    let mut left = String::with_capacity(text.len());
    for piece in text.split_inclusive(|c: char| !c.is_ascii_digit()) {
        let digits = piece.bytes().take_while(u8::is_ascii_digit).count();
        left.push_str(if digits == 14 { &piece[digits..] } else { piece });
    }
    left
}

/// What a phone's part of a call or a task reports. No code of the product is published.
pub(crate) fn injected_failure(kind: WorkFaultKind) -> Failure {
    match kind {
        WorkFaultKind::Refuse => {
            Failure::new("ServiceUnavailable", "The instance takes no work now (injected).")
        }
        _ => Failure::new("InternalError", "The work failed (injected)."),
    }
}

/// The header that carries the id of a call.
pub(crate) fn id_header(service: ServiceName) -> &'static str {
    if service == ServiceName::AlibabaOss { "x-oss-request-id" } else { "x-acs-request-id" }
}

/// A new id for a call that never reaches its service.
pub(crate) fn new_request_id(universe: &Universe, service: ServiceName) -> String {
    if service != ServiceName::AlibabaOss {
        return universe.ids.uuid();
    }
    let mut id = universe.ids.hex32().to_ascii_uppercase();
    id.truncate(24);
    id
}

/// The refusal of a whole call by the gateway (reference 6.1, 6.2, 7.5).
pub(crate) fn refuse_injected(request: &Request, id: &str, refused: Refused) -> Response {
    let store = request.service == ServiceName::AlibabaOss;
    let (status, code, text) = match refused {
        Refused::Throttled(_) if store => (503, "SlowDown", "Please reduce your request rate."),
        Refused::Throttled(_) => (400, "Throttling.User", "Request was denied due to user flow control."),
        Refused::Status(status) => (status, gateway_code(status, store), "The call failed (injected)."),
    };
    let response = match request.service {
        ServiceName::AlibabaOss => {
            let host = quick_xml::escape::escape(request.header("host").unwrap_or_default());
            let document = format!(
                "<Error><Code>{code}</Code><Message>{text}</Message><RequestId>{id}</RequestId>\
                 <HostId>{host}</HostId><EC>0026-{status:08}</EC></Error>"
            );
            Response::xml(status, &document).with_header("server", "AliyunOSS")
        }
        ServiceName::AlibabaMetadata => Response::bytes(status, "text/plain", format!("{status} - {text}")),
        _ => {
            let body = json!({
                "RequestId": id,
                "HostId": request.header("host").unwrap_or_default(),
                "Code": code,
                "Message": text,
                "Recommend": format!("https://example.invalid/diagnose?code={code}"),
            });
            Response::json(status, &body)
        }
    };
    match refused {
        // Milliseconds, as the vendor's Python client reads it.
        Refused::Throttled(Some(ms)) => response.with_header("x-acs-retry-after", ms.to_string()),
        _ => response,
    }
}

fn gateway_code(status: u16, store: bool) -> &'static str {
    match (status, store) {
        (403, true) => "AccessDenied",
        (404, true) => "NoSuchKey",
        (412, true) => "PreconditionFailed",
        (400..=499, true) => "InvalidArgument",
        (503, _) => "ServiceUnavailable",
        (500..=599, _) => "InternalError",
        (401 | 403, false) => "Forbidden",
        (404, false) => "InvalidApi.NotFound",
        (429, false) => "Throttling",
        _ => "InvalidParameter",
    }
}

/// How a success of that action begins.
pub(crate) fn beginning(called: &Called, request: &Request, id: &str) -> Beginning {
    let (content_type, text) = match request.service {
        ServiceName::AlibabaOss if called.operation == "oss.GetObject" => {
            ("application/octet-stream", "not the object that was asked for".to_owned())
        }
        ServiceName::AlibabaOss => {
            let text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ListBucketResult><Name>";
            ("application/xml", text.to_owned())
        }
        ServiceName::AlibabaMetadata => ("text/plain", "{".to_owned()),
        _ => ("application/json", format!("{{\"RequestId\":\"{id}\",")),
    };
    Beginning { status: 200, content_type, text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_one_phone_are_one_subject_whenever_they_were_made() {
        let of = |target: &str| object_call(&Request::new(ServiceName::AlibabaOss, "GET", target)).other;
        let first = of("/b/backups/acp-1_20260102030405.tar");
        assert_eq!(first, of("/b/backups/acp-1_20260102030406.tar"));
        assert_ne!(first, of("/b/backups/acp-2_20260102030405.tar"));
        assert_eq!(of("/b/2026-0102030405/é12?x=20260102030405"), "b/2026-0102030405/é12?x=");
    }

    #[test]
    fn actions_that_act_on_phones_are_known() {
        for (name, _) in DOINGS {
            assert_eq!(counted_action(name), Some(name));
            assert!(!READS.iter().any(|read| name.starts_with(read)));
        }
        assert_eq!(counted_action("backup_app"), Some("BackupApp"));
        assert_eq!(counted_action("StopCloudPhone"), None);
    }
}
