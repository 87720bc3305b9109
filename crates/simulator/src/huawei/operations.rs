//! The operations of the vendor's CPH client (reference appendix A): what a method and path mean.

/// Method, path below the version segment and project (`{}` for one variable segment), operation name. Where body
/// decides between several, the first is listed and [`by_body`] tells them apart.
const TABLE: [(&str, &str, &str); 54] = [
    ("POST", "v1/{}/cloud-phone/images/{}/members", "AddImageMember"),
    ("POST", "v1/{}/servers/attach-share-filesystem", "AttachShareFilesystem"),
    ("POST", "v1/{}/cloud-phone/scheduled-events/{}/authorize", "AuthorizeScheduledEvent"),
    ("POST", "v1/{}/cloud-phone/phones/batch-storage", "BatchExportCloudPhoneData"),
    ("POST", "v1/{}/cloud-phone/phones/batch-restore", "BatchImportCloudPhoneData"),
    ("POST", "v1/{}/cloud-phone/phones/batch-connection", "BatchShowPhoneConnectInfos"),
    ("POST", "v2/{}/cloud-phone/servers/{}/change", "ChangeCloudPhoneServer"),
    ("POST", "v1/{}/cloud-phone/servers/change-server-model", "ChangeCloudPhoneServerModel"),
    ("POST", "v2.1/{}/cloud-phone/servers", "CreateCloudPhoneSingleServer"),
    ("POST", "v2/{}/cloud-phone/servers", "CreateNet2CloudPhoneServer"),
    ("DELETE", "v2/{}/cloud-phone/servers", "DeleteCloudPhoneServer"),
    ("DELETE", "v1/{}/cloud-phone/images/{}", "DeleteImage"),
    ("DELETE", "v1/{}/cloud-phone/images/{}/members/{}", "DeleteImageMember"),
    ("DELETE", "v1/{}/cloud-phone/phones/share-apps", "DeleteShareApps"),
    ("POST", "v1/{}/cloud-phone/phones/share-files", "PushShareFiles"),
    ("POST", "v1/{}/servers/detach-share-filesystem", "DetachShareFilesystem"),
    ("POST", "v1/{}/cloud-phone/phones/expand-volume", "ExpandPhoneDataVolumeSize"),
    ("POST", "v1/{}/cloud-phone/phones-traffic", "ImportTraffic"),
    ("GET", "v1/{}/cloud-phone/phone-images", "ListCloudPhoneImages"),
    ("GET", "v1/{}/cloud-phone/phone-models", "ListCloudPhoneModels"),
    ("GET", "v1/{}/server-model-offerings", "ListCloudPhoneServerModelOfferings"),
    ("GET", "v1/{}/cloud-phone/server-models", "ListCloudPhoneServerModels"),
    ("GET", "v1/{}/cloud-phone/servers", "ListCloudPhoneServers"),
    ("GET", "v1/{}/cloud-phone/phones", "ListCloudPhones"),
    ("GET", "v1/{}/cloud-phone/encode-servers", "ListEncodeServers"),
    ("GET", "v1/{}/cloud-phone/images/{}/members", "ListImageMembers"),
    ("GET", "v1/{}/cloud-phone/images", "ListImages"),
    ("GET", "v1/{}/cloud-phone/jobs", "ListJobs"),
    ("GET", "v1/{}/cloud-phone/scheduled-events", "ListScheduledEvents"),
    ("GET", "v1/{}/servers/{}/share-apps-snapshot", "ListShareAppsSnapshot"),
    ("GET", "v1/{}/cloud-phone/servers/share-files", "ListShareFiles"),
    ("POST", "v1/{}/cloud-phone/phones/share-apps", "PushShareApps"),
    ("POST", "v1/{}/cloud-phone/phones/batch-reset", "ResetCloudPhone"),
    ("POST", "v1/{}/cloud-phone/phones/batch-restart", "RestartCloudPhone"),
    ("POST", "v1/{}/cloud-phone/servers/batch-restart", "RestartCloudPhoneServer"),
    ("POST", "v1/{}/cloud-phone/encode-servers/batch-restart", "RestartEncodeServer"),
    ("GET", "v1/{}/cloud-phone/bandwidths", "ShowBandwidthDetail"),
    ("GET", "v1/{}/cloud-phone/phones/{}", "ShowCloudPhoneDetail"),
    ("GET", "v1/{}/cloud-phone/servers/{}", "ShowCloudPhoneServerDetail"),
    ("GET", "v1/{}/cloud-phone/jobs/{}", "ShowJob"),
    ("POST", "v1/{}/cloud-phone/phones/batch-stop", "StopCloudPhone"),
    ("PUT", "v1/{}/cloud-phone/bandwidths/{}", "UpdateBandwidth"),
    ("POST", "v1/{}/cloud-phone/phones/batch-update-property", "UpdateCloudPhoneProperty"),
    ("PUT", "v1/{}/cloud-phone/images/{}/members", "UpdateImageMember"),
    ("PUT", "v1/{}/cloud-phone/servers/open-access", "UpdateKeypair"),
    ("PUT", "v1/{}/cloud-phone/phones/{}", "UpdatePhoneName"),
    ("PUT", "v1/{}/cloud-phone/scheduled-events/{}", "UpdateScheduledEvent"),
    ("PUT", "v1/{}/cloud-phone/servers/{}", "UpdateServerName"),
    ("POST", "v1/{}/cloud-phone/phones/commands", "RunShellCommand"),
    ("POST", "v1/{}/cloud-phone/phones/sync-commands", "RunSyncCommand"),
    // The tag calls take any resource type, so they come last.
    ("POST", "v1/{}/{}/{}/tags/action", "BatchCreateTags"),
    ("GET", "v1/{}/{}/tags", "ListProjectTags"),
    ("POST", "v1/{}/{}/resource_instances/action", "ListResourceInstances"),
    ("GET", "v1/{}/{}/{}/tags", "ListResourceTags"),
];

/// Operations that share method and path with another one of the table.
const SHARED: [&str; 5] = ["DeleteShareFiles", "BatchDeleteTags", "PushFile", "InstallApk", "UninstallApk"];

/// The names of all operations.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    TABLE.iter().map(|(_, _, name)| *name).chain(SHARED)
}

/// A method and path that CPH knows.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Route {
    /// The SDK's name of the operation.
    pub(super) operation: &'static str,
    /// The project of the path.
    pub(super) project_id: String,
    /// The other variable segments in order, percent-decoded.
    pub(super) variables: Vec<String>,
}

/// Finds the operation of a raw path; fixed segments win over variable ones.
pub(super) fn route(method: &str, path: &str, body: &[u8]) -> Option<Route> {
    // The SDK signs with a slash at the end and some callers send it so.
    let path = path.strip_prefix('/')?;
    let path = path.strip_suffix('/').unwrap_or(path);
    let segments: Vec<&str> = path.split('/').collect();
    let (_, _, operation, variables) = TABLE
        .iter()
        .filter(|(verb, _, _)| *verb == method)
        .filter_map(|(verb, pattern, operation)| {
            let variables = matches(pattern, &segments)?;
            Some((verb, variables.len(), *operation, variables))
        })
        .min_by_key(|(_, count, _, _)| *count)?;
    let mut variables = variables
        .into_iter()
        .map(|segment| percent_encoding::percent_decode_str(segment).decode_utf8_lossy().into_owned());
    let project_id = variables.next()?;
    Some(Route { operation: by_body(operation, body), project_id, variables: variables.collect() })
}

fn matches<'a>(pattern: &str, segments: &[&'a str]) -> Option<Vec<&'a str>> {
    let mut variables = Vec::new();
    let mut parts = pattern.split('/');
    for segment in segments {
        match parts.next()? {
            "{}" if segment.is_empty() => return None,
            "{}" => variables.push(*segment),
            fixed if fixed == *segment => {}
            _ => return None,
        }
    }
    parts.next().is_none().then_some(variables)
}

/// Three pairs of method and path stand for several operations (notes of appendix A).
fn by_body(operation: &'static str, body: &[u8]) -> &'static str {
    if !matches!(operation, "PushShareFiles" | "RunShellCommand" | "BatchCreateTags") {
        return operation;
    }
    let body: serde_json::Value = serde_json::from_slice(body).unwrap_or_default();
    match operation {
        "PushShareFiles" if body.get("file_paths").is_some() => "DeleteShareFiles",
        "BatchCreateTags" if body["action"] == "delete" => "BatchDeleteTags",
        "RunShellCommand" => match body["command"].as_str() {
            Some("push") => "PushFile",
            Some("install" | "install-multiple") => "InstallApk",
            Some("uninstall") => "UninstallApk",
            _ => operation,
        },
        _ => operation,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(method: &str, path: &str) -> Option<&'static str> {
        route(method, path, b"").map(|route| route.operation)
    }

    #[test]
    fn paths_find_their_operation() {
        assert_eq!(name("POST", "/v1/p/cloud-phone/phones/batch-storage"), Some("BatchExportCloudPhoneData"));
        assert_eq!(
            name("POST", "/v1/p/cloud-phone/phones/batch-restore/"),
            Some("BatchImportCloudPhoneData")
        );
        assert_eq!(name("GET", "/v1/p/cloud-phone/servers/share-files"), Some("ListShareFiles"));
        assert_eq!(name("GET", "/v1/p/cloud-phone/servers/s1"), Some("ShowCloudPhoneServerDetail"));
        assert_eq!(name("GET", "/v1/p/phone/tags"), Some("ListProjectTags"));
        assert_eq!(name("GET", "/v1/p/cloud-phone/phones/batch-storage/x"), None);
        assert_eq!(name("PATCH", "/v1/p/cloud-phone/phones"), None);
        assert_eq!(name("GET", "/"), None);
        let route = route("GET", "/v1/pro/cloud-phone/jobs/a%20b", b"").unwrap();
        assert_eq!((route.project_id.as_str(), route.variables), ("pro", vec!["a b".to_owned()]));
    }

    #[test]
    fn the_body_tells_shared_paths_apart() {
        let commands = "/v1/p/cloud-phone/phones/commands";
        let of = |path: &str, body: &str| route("POST", path, body.as_bytes()).unwrap().operation;
        assert_eq!(of(commands, r#"{"command":"push"}"#), "PushFile");
        assert_eq!(of(commands, r#"{"command":"install-multiple"}"#), "InstallApk");
        assert_eq!(of(commands, r#"{"command":"uninstall"}"#), "UninstallApk");
        assert_eq!(of(commands, "nonsense"), "RunShellCommand");
        assert_eq!(of("/v1/p/cloud-phone/phones/share-files", r#"{"file_paths":[]}"#), "DeleteShareFiles");
        assert_eq!(of("/v1/p/phone/i/tags/action", r#"{"action":"delete"}"#), "BatchDeleteTags");
    }

    #[test]
    fn all_59_operations_are_reachable() {
        let mut names: Vec<&str> = names().collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), 59);
    }
}
