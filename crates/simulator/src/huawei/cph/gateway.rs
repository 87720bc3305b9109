//! What the gateway looks at before a caller is recognised.

use serde_json::Value;

use super::super::fault::Fault;
use crate::service::Request;
use crate::settings::HuaweiSettings;

/// Largest body (reference 6.3).
const MOST_BYTES: u64 = 12 << 20;

/// Fields at the top of the bodies (appendix A).
const FIELDS: [(&str, &[&str]); 9] = [
    ("BatchExportCloudPhoneData", &["storage_infos"]),
    ("BatchImportCloudPhoneData", &["restore_infos"]),
    ("StopCloudPhone", &["phone_ids"]),
    ("RestartCloudPhone", &["image_id", "phones"]),
    ("ResetCloudPhone", &["image_id", "phones"]),
    ("RunShellCommand", COMMAND),
    ("PushFile", COMMAND),
    ("InstallApk", COMMAND),
    ("UninstallApk", COMMAND),
];
const COMMAND: &[&str] = &["command", "content", "phone_ids", "server_ids"];

/// Size, content type and field names, the latter two only by setting.
///
/// # Errors
/// 413 APIGW.0201 or 400 APIGW.0602.
pub(super) fn check(request: &Request, operation: &str, settings: &HuaweiSettings) -> Result<(), Fault> {
    if request.body.len() > MOST_BYTES {
        return Err(Fault::new(413, "APIGW.0201", "The request body is larger than 12 MB"));
    }
    let bad = |text: String| Err(Fault::new(400, "APIGW.0602", text));
    if settings.json_content_type_only && !request.body.is_empty() {
        let kind = request.header("content-type").unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim();
        if !kind.eq_ignore_ascii_case("application/json") {
            return bad(format!("the content type {kind:?} is not application/json"));
        }
    }
    if settings.refuse_unknown_fields {
        let fields = match operation {
            "RunSyncCommand" => Some(COMMAND),
            _ => FIELDS.iter().find(|(name, _)| *name == operation).map(|(_, fields)| *fields),
        };
        let body = request.body.in_memory().map(AsRef::as_ref).unwrap_or_default();
        if let (Some(fields), Ok(Value::Object(body))) = (fields, serde_json::from_slice(body))
            && let Some(unknown) = body.keys().find(|name| !fields.contains(&name.as_str()))
        {
            return bad(format!("the field {unknown:?} is not known"));
        }
    }
    Ok(())
}
