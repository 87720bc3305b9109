//! Injected faults on the Huawei side: what a call is about, and what the vendor's gateways say when things go wrong.

use serde_json::{Value, json};

use super::cph;
use super::iam;
use super::operations;
use super::query::Query;
use crate::bucket::request::host_bucket;
use crate::injection::{Beginning, Called, Doing, Refused, same_name};
use crate::service::{Request, Response, ServiceName};
use crate::signature::encoding::decode;
use crate::universe::Universe;
use crate::world::{Cloud, Failure, WorkFaultKind};

/// The operations that act on phones, and how.
const DOINGS: [(&str, Doing); 10] = [
    ("BatchExportCloudPhoneData", Doing::Backup),
    ("BatchImportCloudPhoneData", Doing::Restore),
    ("StopCloudPhone", Doing::Work),
    ("RestartCloudPhone", Doing::Work),
    ("ResetCloudPhone", Doing::Work),
    ("RunShellCommand", Doing::Work),
    ("PushFile", Doing::Work),
    ("InstallApk", Doing::Work),
    ("UninstallApk", Doing::Work),
    ("RunSyncCommand", Doing::AtOnce),
];

/// The operations of the identity services, as they are counted.
pub(crate) const IDENTITY_OPERATIONS: [&str; 8] = [
    "iam.KeystoneCreateUserTokenByPassword",
    "iam.CreateTokenWithIdToken",
    "iam.CreateUnscopedTokenWithIdToken",
    "iam.CreateTemporaryAccessKey",
    "iam.KeystoneListProjects",
    "iam.KeystoneListAuthDomains",
    "sts.AssumeAgencyWithOIDC",
    "sts.GetCallerIdentity",
];

/// The counted name of a CPH operation, which is the SDK's; the two that are called after their URI go by that too.
pub(crate) fn counted_operation(name: &str) -> Option<&'static str> {
    let name = match name {
        "batch_restore" => "BatchImportCloudPhoneData",
        "batch_storage" => "BatchExportCloudPhoneData",
        other => other,
    };
    operations::names().find(|known| same_name(known, name))
}

/// What a request to any of Huawei's services is about.
pub(crate) fn called(universe: &Universe, request: &Request) -> Called {
    match request.service {
        ServiceName::HuaweiObs => object_call(request),
        ServiceName::HuaweiCph => cph_call(universe, request),
        _ => other_call(request),
    }
}

fn cph_call(universe: &Universe, request: &Request) -> Called {
    let body = request.body.in_memory().map(AsRef::as_ref).unwrap_or_default();
    let route = operations::route(&request.method, &request.path, body);
    let operation = route.as_ref().map_or("Unknown", |route| route.operation);
    let variable = route.as_ref().and_then(|route| route.variables.first()).map(String::as_str);
    let query = Query::parse(&request.query);
    let phones: Vec<String> = match operation {
        "ShowCloudPhoneDetail" => variable.map(str::to_owned).into_iter().collect(),
        "ShowJob" => {
            variable.and_then(|id| universe.huawei.job(id)).map(|job| job.phone_id).into_iter().collect()
        }
        "ListJobs" => {
            let ids = query.get("request_ids").or_else(|| query.get("request_id")).unwrap_or_default();
            ids.split(',').flat_map(|id| behind(universe, id.trim())).collect()
        }
        "RunShellCommand" | "PushFile" | "InstallApk" | "UninstallApk" | "RunSyncCommand" => {
            let body = serde_json::from_slice(body).unwrap_or_default();
            let by_server = cph::phones_by_server(universe, &body);
            if by_server.is_empty() { phones_of(&body) } else { by_server }
        }
        _ => phones_of(&serde_json::from_slice(body).unwrap_or_default()),
    };
    let doing = DOINGS.iter().find(|(name, _)| *name == operation).map(|(_, doing)| *doing);
    // Whoever names no phone is told from others by what else is asked for, but for ids of jobs and calls.
    let other =
        if matches!(operation, "ShowJob" | "ListJobs") { "" } else { request.query.as_str() }.to_owned();
    let changes = request.method != "GET";
    Called {
        cloud: Cloud::Huawei,
        operation: operation.to_owned(),
        phones,
        other,
        doing,
        changes,
        has_body: true,
    }
}

/// The phones behind the id of a call, also of one that came in before there was any fault.
fn behind(universe: &Universe, request_id: &str) -> Vec<String> {
    let phones = universe.injection.phones_of_call(request_id);
    if phones.is_empty() {
        universe.huawei.jobs_of(request_id).into_iter().map(|job| job.phone_id).collect()
    } else {
        phones
    }
}

/// The phones that the body of a batch names, whatever its lists are called.
fn phones_of(body: &Value) -> Vec<String> {
    let id = |item: &Value| match item {
        Value::String(id) => Some(id.clone()),
        item => item.get("phone_id").and_then(Value::as_str).map(str::to_owned),
    };
    ["phone_ids", "phones", "storage_infos", "restore_infos"]
        .iter()
        .filter_map(|name| body.get(name)?.as_array())
        .flatten()
        .filter_map(id)
        .collect()
}

fn object_call(request: &Request) -> Called {
    let path = decode(request.path.strip_prefix('/').unwrap_or(&request.path));
    let path = String::from_utf8_lossy(&path).into_owned();
    let (bucket, key) = match host_bucket(request, "obs.") {
        Some(bucket) => (bucket, path.as_str()),
        None => path.split_once('/').unwrap_or((path.as_str(), "")),
    };
    let asks_version = request.query.split('&').any(|pair| pair.split('=').next() == Some("apiversion"));
    let operation = match (request.method.as_str(), key.is_empty()) {
        ("HEAD", _) if asks_version => "obs.ShowApiVersion",
        ("HEAD", false) => "obs.HeadObject",
        ("GET", false) => "obs.GetObject",
        ("PUT", false) => "obs.PutObject",
        ("DELETE", false) => "obs.DeleteObject",
        ("HEAD", true) => "obs.HeadBucket",
        ("GET", true) => "obs.ListObjects",
        _ => "obs.Unknown",
    };
    // No key in OBS is made up by the simulator, so none has to be resolved to a phone.
    let other = format!("{bucket}/{key}?{}", request.query);
    Called {
        cloud: Cloud::Huawei,
        operation: operation.to_owned(),
        phones: Vec::new(),
        other,
        doing: None,
        changes: matches!(operation, "obs.PutObject" | "obs.DeleteObject"),
        has_body: matches!(operation, "obs.GetObject" | "obs.ListObjects"),
    }
}

/// Identity, security tokens, metadata. Whatever is not named here is counted as the services count it.
fn other_call(request: &Request) -> Called {
    let path = request.path.trim_end_matches('/');
    let operation = match (request.service, request.method.as_str(), path) {
        (ServiceName::HuaweiIam, "POST", "/v3/auth/tokens") => "iam.KeystoneCreateUserTokenByPassword",
        (ServiceName::HuaweiIam, "POST", "/v3.0/OS-AUTH/id-token/tokens") => "iam.CreateTokenWithIdToken",
        (ServiceName::HuaweiIam, "POST", "/v3.0/OS-CREDENTIAL/securitytokens") => {
            "iam.CreateTemporaryAccessKey"
        }
        (ServiceName::HuaweiIam, "GET", "/v3/projects") => "iam.KeystoneListProjects",
        (ServiceName::HuaweiIam, "GET", "/v3/auth/domains") => "iam.KeystoneListAuthDomains",
        (ServiceName::HuaweiIam, "POST", path) if iam::is_federation(path) => {
            "iam.CreateUnscopedTokenWithIdToken"
        }
        (ServiceName::HuaweiIam, _, _) => "iam.Unknown",
        (ServiceName::HuaweiSts, "POST", "/v5/agencies/assume-with-oidc") => "sts.AssumeAgencyWithOIDC",
        (ServiceName::HuaweiSts, "GET", "/v5/caller-identity") => "sts.GetCallerIdentity",
        (ServiceName::HuaweiSts, _, _) => "sts.Unknown",
        (_, "PUT", "/meta-data/latest/api/token") => "metadata.CreateToken",
        (_, "GET", "/openstack/latest/securitykey") => "metadata.GetSecurityKey",
        _ => "metadata.Unknown",
    };
    Called {
        cloud: Cloud::Huawei,
        operation: operation.to_owned(),
        phones: Vec::new(),
        other: request.query.clone(),
        doing: None,
        changes: false,
        has_body: true,
    }
}

/// What a phone's item or job reports. Documented codes, but which one a failed job carries is not.
pub(crate) fn injected_failure(kind: WorkFaultKind) -> Failure {
    match kind {
        WorkFaultKind::Refuse => Failure::new("CPS.0042", "The system is busy; try again later (injected)"),
        _ => Failure::new("CPS.0054", "Handling the job timed out; try again later (injected)"),
    }
}

/// The header that carries the id of a call.
pub(crate) fn id_header(service: ServiceName) -> &'static str {
    if service == ServiceName::HuaweiObs { "x-obs-request-id" } else { "x-request-id" }
}

/// A new id for a call that never reaches its service.
pub(crate) fn new_request_id(universe: &Universe, service: ServiceName) -> String {
    let id = universe.ids.hex32();
    if service == ServiceName::HuaweiObs { id.to_ascii_uppercase() } else { id }
}

/// The refusal of a whole call by what stands before or behind the service (reference 6.1 to 6.3, 7.6).
pub(crate) fn refuse_injected(request: &Request, id: &str, refused: Refused) -> Response {
    let (status, retry_ms) = match refused {
        Refused::Throttled(ms) if request.service == ServiceName::HuaweiObs => (503, ms),
        Refused::Throttled(ms) => (429, ms),
        Refused::Status(code) => (code, None),
    };
    let throttled = matches!(refused, Refused::Throttled(_));
    let response = match request.service {
        ServiceName::HuaweiObs => store_refusal(request, id, status, throttled),
        ServiceName::HuaweiIam => {
            let text = format!("{} (injected)", reason(status));
            let body = json!({"error": {"code": status, "message": text, "title": reason(status)}});
            Response::json(status, &body)
        }
        ServiceName::HuaweiMetadata => {
            Response::bytes(status, "text/plain", format!("{status} {}", reason(status)))
        }
        _ => {
            let (code, text) = gateway_code(status);
            Response::json(status, &json!({"error_msg": text, "error_code": code, "request_id": id}))
        }
    };
    match retry_ms {
        // Whole seconds (RFC 9110), rounded up: nobody may be told to come back too early.
        Some(ms) => response.with_header("retry-after", ms.div_ceil(1000).to_string()),
        None => response,
    }
}

/// Code and text of a status. None of those for 5xx says that the call was refused before it began, as CPS.0042 does.
fn gateway_code(status: u16) -> (&'static str, &'static str) {
    match status {
        401 => ("APIGW.0301", "Incorrect IAM authentication information (injected)"),
        403 => ("APIGW.0302", "The IAM user is not authorized to access the API (injected)"),
        404 => ("APIGW.0103", "The backend does not exist (injected)"),
        413 => ("APIGW.0201", "Request entity too large (injected)"),
        429 => (
            "APIGW.0308",
            "The throttling threshold has been reached: policy user over ratelimit,limit:10,time:1 second",
        ),
        400..=499 => ("APIGW.0602", "Bad request (injected)"),
        502 => ("APIGW.0201", "Backend unavailable (injected)"),
        504 => ("APIGW.0201", "Backend timeout (injected)"),
        _ => ("CPS.0003", "Internal error; try again later (injected)"),
    }
}

fn store_refusal(request: &Request, id: &str, status: u16, throttled: bool) -> Response {
    let code = match status {
        503 if throttled => "SlowDown",
        503 => "ServiceUnavailable",
        403 => "AccessDenied",
        404 => "NoSuchKey",
        405 => "MethodNotAllowed",
        408 => "RequestTimeout",
        409 => "OperationAborted",
        412 => "PreconditionFailed",
        400..=499 => "InvalidArgument",
        _ => "InternalError",
    };
    let resource = quick_xml::escape::escape(request.path.as_str());
    let document = format!(
        "<Error><Code>{code}</Code><Message>{} (injected)</Message><Resource>{resource}</Resource>\
         <RequestId>{id}</RequestId><HostId>32AAAQAAEAABSAAkpAIAABAAAQAAEAAB</HostId></Error>",
        reason(status)
    );
    Response::xml(status, &document)
}

fn reason(status: u16) -> &'static str {
    hyper::StatusCode::from_u16(status).ok().and_then(|status| status.canonical_reason()).unwrap_or("Error")
}

/// How a success of that operation begins.
pub(crate) fn beginning(universe: &Universe, called: &Called, request: &Request, id: &str) -> Beginning {
    let json = |status, text: String| Beginning { status, content_type: "application/json", text };
    match request.service {
        ServiceName::HuaweiObs if called.operation == "obs.ListObjects" => Beginning {
            status: 200,
            content_type: "application/xml",
            text: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ListBucketResult><Name>".to_owned(),
        },
        ServiceName::HuaweiObs => Beginning {
            status: 200,
            content_type: "application/octet-stream",
            text: "not the object that was asked for".to_owned(),
        },
        ServiceName::HuaweiCph => {
            let accepted = called.doing.is_some_and(|doing| doing != Doing::AtOnce);
            let status = if accepted { universe.settings.huawei.accepted_status } else { 200 };
            json(status, format!("{{\"request_id\":\"{id}\","))
        }
        ServiceName::HuaweiIam if request.method == "POST" => json(201, "{\"token\":{".to_owned()),
        ServiceName::HuaweiIam => json(200, "{\"links\":{".to_owned()),
        _ => json(200, "{".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_that_act_on_phones_are_known() {
        for (name, _) in DOINGS {
            assert_eq!(counted_operation(name), Some(name));
        }
        assert_eq!(counted_operation("batch_restore"), Some("BatchImportCloudPhoneData"));
        assert_eq!(counted_operation("BackupApp"), None);
    }

    #[test]
    fn phones_are_found_in_every_kind_of_list() {
        let body = json!({"phones": [{"phone_id": "a"}], "phone_ids": ["b", 3], "storage_infos": [{"x": 1}]});
        assert_eq!(phones_of(&body), ["b", "a"]);
        assert_eq!(phones_of(&json!("text")), Vec::<String>::new());
    }
}
