//! Runs the command and a simulator in processes of their own, and talks to the simulator's admin socket.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;

/// The command under test, without anything of this process's environment that could reach a real account.
pub(crate) fn phonevault() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_phonevault"));
    command.env_clear().stdin(Stdio::null());
    command
}

/// What a run of the command gave.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ran {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout)
            .unwrap_or_else(|error| panic!("{error}: {}{}", self.stdout, self.stderr))
    }

    /// Asserts the exit code; prints everything if it is another.
    pub(crate) fn expect(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stdout: {}\nstderr: {}", self.stdout, self.stderr);
        self
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

pub(crate) fn run(command: &mut Command) -> Ran {
    command.output().unwrap().into()
}

/// A simulator in a process of its own; it ends with this value, because its standard input then closes.
pub(crate) struct Simulator {
    child: Child,
    pub(crate) ready: Value,
}

impl Simulator {
    pub(crate) fn start(options: &[&str]) -> Self {
        let mut child = phonevault()
            .arg("simulate")
            .args(options)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        Self { child, ready: serde_json::from_str(&line).unwrap() }
    }

    pub(crate) fn endpoint(&self, service: &str) -> &str {
        self.ready["endpoints"][service].as_str().unwrap()
    }

    pub(crate) fn bucket(&self, store: &str) -> &str {
        self.ready["buckets"][store].as_str().unwrap()
    }

    /// The command, set up for this simulator by environment variables alone.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = phonevault();
        for (service, url) in self.ready["endpoints"].as_object().unwrap() {
            command
                .env(format!("PHONEVAULT_ENDPOINT_{}", service.to_ascii_uppercase()), url.as_str().unwrap());
        }
        let text =
            |cloud: &str, field: &str| self.ready["credentials"][cloud][field].as_str().unwrap().to_owned();
        command
            .env("HUAWEICLOUD_SDK_AK", text("huawei", "ak"))
            .env("HUAWEICLOUD_SDK_SK", text("huawei", "sk"))
            .env("HUAWEICLOUD_SDK_PROJECT_ID", text("huawei", "project_id"))
            .env("ALIBABA_CLOUD_ACCESS_KEY_ID", text("alibaba", "access_key_id"))
            .env("ALIBABA_CLOUD_ACCESS_KEY_SECRET", text("alibaba", "access_key_secret"))
            .args(arguments);
        command
    }

    /// Runs the command in a cloud and its region.
    pub(crate) fn run(&self, cloud: &str, arguments: &[&str]) -> Ran {
        run(&mut self.on(cloud, arguments))
    }

    /// The command in a cloud and its region.
    pub(crate) fn on(&self, cloud: &str, arguments: &[&str]) -> Command {
        let region = self.ready["credentials"][cloud]["region"].as_str().unwrap();
        let mut command = self.command(&["--cloud", cloud, "--region", region]);
        command.args(arguments);
        command
    }

    /// One request to the admin service.
    pub(crate) fn admin(&self, method: &str, path: &str, body: &[u8]) -> Value {
        let host = self.endpoint("admin").trim_start_matches("http://");
        let mut stream = TcpStream::connect(host).unwrap();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: {host}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
            body.len()
        );
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(body).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8(answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("HTTP/1.1 2"), "{method} {path}: {answer}");
        let chunked = head.to_ascii_lowercase().contains("transfer-encoding: chunked");
        let body = if chunked { dechunked(body) } else { body.to_owned() };
        if body.is_empty() { Value::Null } else { serde_json::from_str(&body).unwrap() }
    }

    /// The ids of a cloud's phones.
    pub(crate) fn phones(&self, cloud: &str) -> Vec<String> {
        let all = self.admin("GET", "/phones", b"");
        let of_cloud = all["phones"].as_array().unwrap().iter().filter(|phone| phone["cloud"] == cloud);
        of_cloud.map(|phone| phone["phone_id"].as_str().unwrap().to_owned()).collect()
    }

    /// The packages of a phone.
    pub(crate) fn apps(&self, phone: &str) -> Vec<String> {
        let all = self.admin("GET", "/phones", b"");
        let own = all["phones"].as_array().unwrap().iter().find(|one| one["phone_id"] == phone).unwrap();
        own["apps"].as_array().unwrap().iter().map(|app| app.as_str().unwrap().to_owned()).collect()
    }

    /// Everything on a phone.
    pub(crate) fn files(&self, phone: &str) -> Value {
        self.admin("GET", &format!("/phones/{phone}/files?all=true"), b"")
    }

    /// The actions that were really applied to a phone, in order.
    pub(crate) fn ledger(&self, phone: &str) -> Vec<String> {
        let ledger = self.admin("GET", "/ledger", b"");
        let own = ledger["entries"].as_array().unwrap().iter().filter(|entry| entry["phone_id"] == phone);
        own.map(|entry| entry["action"].as_str().unwrap().to_owned()).collect()
    }

    /// Ends the simulator by a signal and answers its exit code.
    pub(crate) fn signal(mut self, name: &str) -> Option<i32> {
        signal(&self.child, name);
        self.child.wait().unwrap().code()
    }

    /// Ends the simulator by closing its standard input and answers its exit code.
    pub(crate) fn end(mut self) -> Option<i32> {
        drop(self.child.stdin.take());
        self.child.wait().unwrap().code()
    }
}

/// Sends a signal to a process of ours.
pub(crate) fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill").args([&format!("-{name}"), &child.id().to_string()]).status();
    assert!(sent.unwrap().success());
}

/// Closing its standard input lets the simulator remove its files, also after a test that failed.
impl Drop for Simulator {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}

fn dechunked(mut body: &str) -> String {
    let mut whole = String::new();
    while let Some((size, rest)) = body.split_once("\r\n") {
        let size = usize::from_str_radix(size.trim(), 16).unwrap();
        if size == 0 {
            break;
        }
        whole.push_str(&rest[..size]);
        body = &rest[size + 2..];
    }
    whole
}
