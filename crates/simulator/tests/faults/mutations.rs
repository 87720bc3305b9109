//! Every operation of both clouds that changes something: how to call it for one phone, and what it leaves behind.

use phonevault_simulator::{Content, Request, Response, Settings, Universe};
use serde_json::{Value, json};

use crate::cloud::Cloud;
use crate::support::{Bench, encode, read_json};

/// One of the clouds, with a caller.
pub(crate) enum Side {
    Huawei(Bench),
    Alibaba(Cloud),
}

/// An operation that changes something.
pub(crate) struct Mutation {
    pub(crate) cloud: &'static str,
    pub(crate) operation: &'static str,
    /// What the ledger calls it.
    pub(crate) action: &'static str,
    /// Brings the phone and the stores into the state that the call needs; what it gives is passed to the call.
    pub(crate) prepare: fn(&Side, &str) -> String,
    /// The call for one phone.
    pub(crate) request: fn(&Side, &str, &str) -> Request,
}

const NOTES: &str = "com.example.notes";

#[rustfmt::skip]
pub(crate) const MUTATIONS: [Mutation; 23] = [
    Mutation { cloud: "huawei", operation: "BatchExportCloudPhoneData", action: "backup", prepare: nothing,
        request: |side, phone, _| side.cph("phones/batch-storage", &json!({"storage_infos": [{
            "phone_id": phone, "include_files": ["/data/data/com.example.notes"],
            "bucket_name": side.bucket(), "object_path": format!("{phone}.tar")}]})) },
    Mutation { cloud: "huawei", operation: "BatchImportCloudPhoneData", action: "restore", prepare: exported,
        request: |side, phone, key| side.cph("phones/batch-restore", &json!({"restore_infos": [{
            "phone_id": phone, "bucket_name": side.bucket(), "object_path": key}]})) },
    Mutation { cloud: "huawei", operation: "StopCloudPhone", action: "stop", prepare: nothing,
        request: |side, phone, _| side.cph("phones/batch-stop", &json!({"phone_ids": [phone]})) },
    Mutation { cloud: "huawei", operation: "RestartCloudPhone", action: "restart", prepare: nothing,
        request: |side, phone, _| side.cph("phones/batch-restart", &json!({"phones": [{"phone_id": phone}]})) },
    Mutation { cloud: "huawei", operation: "ResetCloudPhone", action: "reset", prepare: nothing,
        request: |side, phone, _| side.cph("phones/batch-reset", &json!({"phones": [{"phone_id": phone}]})) },
    Mutation { cloud: "huawei", operation: "RunShellCommand", action: "command", prepare: nothing,
        request: |side, phone, _| side.command(phone, "shell", "touch /data/x") },
    Mutation { cloud: "huawei", operation: "PushFile", action: "push", prepare: exported,
        request: |side, phone, key| side.command(phone, "push", &format!("obs://{}/{key}", side.bucket())) },
    Mutation { cloud: "huawei", operation: "InstallApk", action: "install", prepare: uploaded,
        request: |side, phone, key| side.command(phone, "install", &format!("obs://{}/{key}", side.bucket())) },
    Mutation { cloud: "huawei", operation: "UninstallApk", action: "uninstall", prepare: nothing,
        request: |side, phone, _| side.command(phone, "uninstall", NOTES) },
    Mutation { cloud: "huawei", operation: "RunSyncCommand", action: "command", prepare: nothing,
        request: |side, phone, _| side.cph("phones/sync-commands",
            &json!({"command": "shell", "content": "touch /data/x", "phone_ids": [phone]})) },
    Mutation { cloud: "alibaba", operation: "BackupApp", action: "backup", prepare: nothing,
        request: |side, phone, _| side.ecp("BackupApp", &[("AndroidInstanceIdList.1", phone),
            ("SourceAppList.1", NOTES), ("BackupFilePath", &side.folder()), ENDPOINT]) },
    Mutation { cloud: "alibaba", operation: "BackupFile", action: "backup", prepare: nothing,
        request: |side, phone, _| side.ecp("BackupFile", &[("AndroidInstanceIdList.1", phone),
            ("SourceFilePathList.1", "/data/media/0"), ("BackupFilePath", &side.folder()), ENDPOINT]) },
    Mutation { cloud: "alibaba", operation: "BackupAndroidInstance", action: "backup", prepare: nothing,
        request: |side, phone, _| side.ecp("BackupAndroidInstance", &[("AndroidInstanceIdList.1", phone),
            ("BackupFilePath", &side.folder()), ENDPOINT]) },
    Mutation { cloud: "alibaba", operation: "RecoverApp", action: "restore", prepare: saved_app,
        request: |side, phone, file| side.recover("RecoverApp", phone, file) },
    Mutation { cloud: "alibaba", operation: "RecoveryFile", action: "restore", prepare: saved_file,
        request: |side, phone, file| side.recover("RecoveryFile", phone, file) },
    Mutation { cloud: "alibaba", operation: "RecoverAndroidInstance", action: "restore", prepare: saved_whole,
        request: |side, phone, file| side.recover("RecoverAndroidInstance", phone, file) },
    Mutation { cloud: "alibaba", operation: "StartAndroidInstance", action: "start", prepare: stopped,
        request: |side, phone, _| side.ecp("StartAndroidInstance", &[("AndroidInstanceIds.1", phone)]) },
    Mutation { cloud: "alibaba", operation: "StopAndroidInstance", action: "stop", prepare: nothing,
        request: |side, phone, _| side.ecp("StopAndroidInstance", &[("AndroidInstanceIds.1", phone)]) },
    Mutation { cloud: "alibaba", operation: "RebootAndroidInstancesInGroup", action: "restart", prepare: nothing,
        request: |side, phone, _| side.ecp("RebootAndroidInstancesInGroup", &[("AndroidInstanceIds.1", phone)]) },
    Mutation { cloud: "alibaba", operation: "ResetAndroidInstancesInGroup", action: "reset", prepare: nothing,
        request: |side, phone, _| side.ecp("ResetAndroidInstancesInGroup", &[("AndroidInstanceIds.1", phone)]) },
    Mutation { cloud: "alibaba", operation: "RunCommand", action: "command", prepare: nothing,
        request: |side, phone, _| side.ecp("RunCommand",
            &[("InstanceIds.1", phone), ("CommandContent", "touch /data/x")]) },
    Mutation { cloud: "alibaba", operation: "RunSyncCommand", action: "command", prepare: nothing,
        request: |side, phone, _| side.ecp("RunSyncCommand",
            &[("InstanceIds.1", phone), ("CommandContent", "touch /data/x")]) },
    Mutation { cloud: "alibaba", operation: "DeleteBackupFile", action: "delete", prepare: saved_file,
        request: |side, _, file| {
            let id = file.split_once(' ').unwrap().0;
            side.ecp("DeleteBackupFile", &[("BackupFileIdList.1", id)])
        } },
];

const ENDPOINT: (&str, &str) = ("UploadEndpoint", "oss-cn-shanghai-internal.aliyuncs.com");

fn nothing(_: &Side, _: &str) -> String {
    String::new()
}

fn exported(side: &Side, phone: &str) -> String {
    side.finished((MUTATIONS[0].request)(side, phone, ""));
    format!("{phone}.tar")
}

fn uploaded(side: &Side, _: &str) -> String {
    let Side::Huawei(bench) = side else { unreachable!() };
    assert_eq!(bench.obs("PUT", "org.acme.tool.apk", &[], b"PK code").status, 200);
    "org.acme.tool.apk".to_owned()
}

fn stopped(side: &Side, phone: &str) -> String {
    let path = format!("/phones/{phone}");
    assert_eq!(side.admin("PATCH", &path, br#"{"power":"stopped"}"#).0, 200);
    String::new()
}

fn saved_app(side: &Side, phone: &str) -> String {
    saved(side, phone, "BackupApp")
}

fn saved_file(side: &Side, phone: &str) -> String {
    saved(side, phone, "BackupFile")
}

fn saved_whole(side: &Side, phone: &str) -> String {
    saved(side, phone, "BackupAndroidInstance")
}

/// Id and place of a new backup file.
fn saved(side: &Side, phone: &str, operation: &str) -> String {
    let backup = MUTATIONS.iter().find(|mutation| mutation.operation == operation).unwrap();
    let answer = side.finished((backup.request)(side, phone, ""));
    let Side::Alibaba(cloud) = side else { unreachable!() };
    let id = &answer["Data"][0]["BackupFileId"];
    let file = cloud.file(id);
    assert_eq!(file["Status"], "AVAILABLE", "{file}");
    format!("{} {}", id.as_str().unwrap(), file["BackupFilePath"].as_str().unwrap())
}

impl Side {
    /// A cloud with that many phones of its own, nearly empty.
    pub(crate) fn new(cloud: &str, phones: usize) -> Self {
        if cloud == "huawei" {
            Self::Huawei(Bench::new(|config| {
                config.phones = 2 * phones;
                config.content = Content::Seeded { bytes_per_phone: 2000 };
            }))
        } else {
            Self::Alibaba(Cloud::with_phones(2 * phones, Settings::default()))
        }
    }

    pub(crate) fn universe(&self) -> &Universe {
        match self {
            Self::Huawei(bench) => &bench.universe,
            Self::Alibaba(cloud) => &cloud.universe,
        }
    }

    pub(crate) fn phones(&self) -> Vec<String> {
        match self {
            Self::Huawei(bench) => bench.phones("huawei"),
            Self::Alibaba(cloud) => cloud.phones(),
        }
    }

    pub(crate) fn send(&self, request: Request) -> Response {
        self.universe().handle(request)
    }

    pub(crate) fn admin(&self, method: &str, target: &str, body: &[u8]) -> (u16, Value) {
        let admin = phonevault_simulator::ServiceName::Admin;
        read_json(&self.send(Request::new(admin, method, target).with_body(body.to_vec())))
    }

    /// Asks for a fault, which must be accepted.
    pub(crate) fn fault(&self, fault: &Value) {
        let (status, answer) = self.admin("POST", "/faults", fault.to_string().as_bytes());
        assert_eq!(status, 201, "{fault}: {answer}");
    }

    /// Clears all faults and lets all work end.
    pub(crate) fn clear(&self) {
        assert_eq!(self.admin("DELETE", "/faults", b"").0, 200);
        self.universe().advance(std::time::Duration::from_secs(3600));
    }

    /// The lines of the ledger about a phone: action and result.
    pub(crate) fn ledger(&self, phone: &str) -> Vec<(String, String)> {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let ledger = self.admin("GET", "/ledger", b"").1;
        let lines = ledger["entries"].as_array().unwrap().iter();
        let lines = lines.filter(|line| line["phone_id"] == phone);
        lines.map(|line| (text(&line["action"]), text(&line["result"]))).collect()
    }

    /// How often an operation was received and applied.
    pub(crate) fn counts(&self, operation: &str) -> (u64, u64) {
        let count = &self.admin("GET", "/requests", b"").1["counts"][operation];
        (count["received"].as_u64().unwrap_or(0), count["applied"].as_u64().unwrap_or(0))
    }

    /// The answer of a call that has to be accepted, after its work is over.
    fn finished(&self, request: Request) -> Value {
        let (status, answer) = read_json(&self.send(request));
        assert!((200..300).contains(&status), "{answer}");
        self.universe().advance(std::time::Duration::from_secs(3600));
        answer
    }

    /// How the work of an accepted call on its one phone stands: status and code as the cloud tells them. `None` if the
    /// operation leaves nothing to ask about.
    pub(crate) fn outcome(&self, answer: &Value) -> Option<(Value, Value)> {
        match self {
            Self::Huawei(bench) => {
                let id = answer["jobs"][0]["job_id"].as_str()?;
                let job = bench.cph("GET", &format!("jobs/{id}"), &Value::Null).1;
                Some((job["status"].clone(), job["error_code"].clone()))
            }
            Self::Alibaba(cloud) => {
                let tasks = cloud.tasks(&answer["RequestId"]);
                let child = tasks.iter().find(|task| task["Level"] == 2)?;
                Some((child["TaskStatus"].clone(), child["ErrorCode"].clone()))
            }
        }
    }

    fn bucket(&self) -> String {
        match self {
            Self::Huawei(bench) => bench.bucket(),
            Self::Alibaba(cloud) => cloud.bucket.clone(),
        }
    }

    fn folder(&self) -> String {
        format!("oss://{}/faults/", self.bucket())
    }

    /// A signed POST to Cloud Phone Host.
    pub(crate) fn cph(&self, path: &str, body: &Value) -> Request {
        let Self::Huawei(bench) = self else { unreachable!() };
        bench.signed_cph("POST", &format!("/v1/{}/cloud-phone/{path}", bench.project()), &body.to_string())
    }

    fn command(&self, phone: &str, command: &str, content: &str) -> Request {
        self.cph("phones/commands", &json!({"command": command, "content": content, "phone_ids": [phone]}))
    }

    /// A signed call of Cloud Phone.
    pub(crate) fn ecp(&self, action: &str, parameters: &[(&str, &str)]) -> Request {
        let Self::Alibaba(cloud) = self else { unreachable!() };
        let query: Vec<String> =
            parameters.iter().map(|(name, value)| format!("{}={}", encode(name), slashes(value))).collect();
        cloud.sign(cloud.prepare(action, &query.join("&")), None)
    }

    fn recover(&self, action: &str, phone: &str, file: &str) -> Request {
        let (id, place) = file.split_once(' ').unwrap();
        let parameters = [
            ("AndroidInstanceIdList.1", phone),
            ("BackupFileId", id),
            ("BackupFilePath", place),
            ("UploadType", "OSS"),
            ENDPOINT,
        ];
        self.ecp(action, &parameters)
    }
}

/// Percent-encoded with slashes as well, as the signature wants it.
fn slashes(text: &str) -> String {
    encode(text).replace('/', "%2F")
}
