//! Operations on phones, their jobs, images, commands and shared files (appendix A). What is not plainly a query
//! counts as a change: also connection data, which is handed out like a ticket.

use super::OperationSpec as Spec;

const COMMANDS: &str = "/v1/{project_id}/cloud-phone/phones/commands";
const SHARE_APPS: &str = "/v1/{project_id}/cloud-phone/phones/share-apps";
const SHARE_FILES: &str = "/v1/{project_id}/cloud-phone/phones/share-files";
const IMAGE_MEMBERS: &str = "/v1/{project_id}/cloud-phone/images/{image_id}/members";

const COMMAND_BODY: &[&str] = &["command", "content", "phone_ids", "server_ids"];
const COMMAND_MANDATORY: &[&str] = &["command", "content"];

pub(super) const OPERATIONS: &[Spec] = &[
    Spec::post("BatchExportCloudPhoneData", "/v1/{project_id}/cloud-phone/phones/batch-storage")
        .alias("batch_storage")
        .body(&["storage_infos"])
        .mandatory(&["storage_infos"])
        .typed(),
    Spec::post("BatchImportCloudPhoneData", "/v1/{project_id}/cloud-phone/phones/batch-restore")
        .alias("batch_restore")
        .body(&["restore_infos"])
        .mandatory(&["restore_infos"])
        .destructive()
        .typed(),
    Spec::get("ShowJob", "/v1/{project_id}/cloud-phone/jobs/{job_id}").sensitive().typed(),
    Spec::get("ListJobs", "/v1/{project_id}/cloud-phone/jobs")
        .query(&["request_id", "request_ids", "offset", "limit"])
        .comma_lists(&["request_ids"])
        .sensitive()
        .typed(),
    Spec::get("ListCloudPhones", "/v1/{project_id}/cloud-phone/phones")
        .query(&["offset", "limit", "phone_name", "server_id", "status", "type"])
        .typed(),
    Spec::get("ShowCloudPhoneDetail", "/v1/{project_id}/cloud-phone/phones/{phone_id}").typed(),
    Spec::post("StopCloudPhone", "/v1/{project_id}/cloud-phone/phones/batch-stop")
        .body(&["phone_ids"])
        .mandatory(&["phone_ids"])
        .typed(),
    Spec::post("RestartCloudPhone", "/v1/{project_id}/cloud-phone/phones/batch-restart")
        .body(&["image_id", "phones"])
        .mandatory(&["phones"])
        .typed(),
    Spec::post("ResetCloudPhone", "/v1/{project_id}/cloud-phone/phones/batch-reset")
        .body(&["image_id", "phones"])
        .mandatory(&["phones"])
        .destructive()
        .typed(),
    Spec::get("ListCloudPhoneImages", "/v1/{project_id}/cloud-phone/phone-images")
        .query(&["image_type", "marker", "limit"])
        .typed(),
    Spec::get("ListCloudPhoneModels", "/v1/{project_id}/cloud-phone/phone-models")
        .query(&["status", "offset", "limit"]),
    Spec::post("UpdateCloudPhoneProperty", "/v1/{project_id}/cloud-phone/phones/batch-update-property")
        .body(&["phones"])
        .mandatory(&["phones"]),
    Spec::put("UpdatePhoneName", "/v1/{project_id}/cloud-phone/phones/{phone_id}")
        .body(&["phone_name"])
        .mandatory(&["phone_name"]),
    Spec::post("ExpandPhoneDataVolumeSize", "/v1/{project_id}/cloud-phone/phones/expand-volume")
        .body(&["phones"])
        .mandatory(&["phones"]),
    Spec::post("BatchShowPhoneConnectInfos", "/v1/{project_id}/cloud-phone/phones/batch-connection")
        .body(&["phone_ids", "client_type"])
        .mandatory(&["phone_ids", "client_type"])
        .most(&[("phone_ids", 10)])
        .sensitive(),
    Spec::post("ImportTraffic", "/v1/{project_id}/cloud-phone/phones-traffic")
        .body(&["traffic_type", "phone_ids"])
        .mandatory(&["traffic_type", "phone_ids"])
        .most(&[("phone_ids", 100)]),
    Spec::post("InstallApk", COMMANDS)
        .body(COMMAND_BODY)
        .mandatory(COMMAND_MANDATORY)
        .most(&[("content", 8100)])
        .switch("command", &["install", "install-multiple"])
        .typed(),
    // Unpacks over the phone's root: as destructive as a restore.
    Spec::post("PushFile", COMMANDS)
        .body(COMMAND_BODY)
        .mandatory(COMMAND_MANDATORY)
        .most(&[("content", 1024)])
        .switch("command", &["push"])
        .destructive()
        .typed(),
    // Its answer holds no output, but one that nobody understands may repeat the command.
    Spec::post("RunShellCommand", COMMANDS)
        .body(COMMAND_BODY)
        .mandatory(COMMAND_MANDATORY)
        .most(&[("content", 2048)])
        .switch("command", &["shell"])
        .secrets(&["content"])
        .sensitive()
        .typed(),
    Spec::post("RunSyncCommand", "/v1/{project_id}/cloud-phone/phones/sync-commands")
        .body(COMMAND_BODY)
        .mandatory(COMMAND_MANDATORY)
        .most(&[("content", 2048), ("phone_ids", 15)])
        .switch("command", &["shell"])
        .secrets(&["content"])
        .sensitive()
        .typed(),
    Spec::post("UninstallApk", COMMANDS)
        .body(COMMAND_BODY)
        .mandatory(COMMAND_MANDATORY)
        .most(&[("content", 1024)])
        .switch("command", &["uninstall"])
        .destructive()
        .typed(),
    Spec::get("ListImages", "/v1/{project_id}/cloud-phone/images")
        .query(&[
            "image_type",
            "status",
            "offset",
            "limit",
            "image_id",
            "image_name",
            "create_since",
            "create_until",
            "src_project_id",
        ])
        .typed(),
    Spec::delete("DeleteImage", "/v1/{project_id}/cloud-phone/images/{image_id}"),
    Spec::post("AddImageMember", IMAGE_MEMBERS).body(&["member"]),
    Spec::get("ListImageMembers", IMAGE_MEMBERS).query(&["marker", "limit"]),
    Spec::put("UpdateImageMember", IMAGE_MEMBERS).body(&["status"]).mandatory(&["status"]),
    Spec::delete("DeleteImageMember", "/v1/{project_id}/cloud-phone/images/{image_id}/members/{member_id}"),
    Spec::post("PushShareApps", SHARE_APPS)
        .body(&["package_name", "pre_install_app", "bucket_name", "object_path", "server_ids"])
        .mandatory(&["package_name", "bucket_name", "object_path", "server_ids"])
        .most(&[("server_ids", 20)]),
    Spec::delete("DeleteShareApps", SHARE_APPS)
        .body(&["package_name", "server_ids"])
        .mandatory(&["package_name", "server_ids"]),
    Spec::get("ListShareAppsSnapshot", "/v1/{project_id}/servers/{server_id}/share-apps-snapshot").query(&[
        "limit",
        "marker",
        "package_name",
    ]),
    // Unpacks over the storage that the phones of a server share.
    Spec::post("PushShareFiles", SHARE_FILES)
        .body(&["bucket_name", "object_path", "server_ids"])
        .mandatory(&["bucket_name", "object_path", "server_ids"])
        .destructive(),
    // Same method and path as the push: the body decides.
    Spec::post("DeleteShareFiles", SHARE_FILES)
        .body(&["server_ids", "file_paths"])
        .mandatory(&["server_ids", "file_paths"])
        .destructive(),
    Spec::get("ListShareFiles", "/v1/{project_id}/cloud-phone/servers/share-files")
        .query(&["offset", "limit", "server_ids", "path"])
        .comma_lists(&["server_ids"])
        .mandatory(&["server_ids", "path"]),
];
