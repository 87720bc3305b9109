//! The callers: a fleet that is backed up and polled, on connections that stay open.

use std::io::{Read, Write};
use std::net::TcpStream;

use serde_json::{Value, json};

use super::sign::Signer;

/// Backups that are polled.
const POLLED: usize = 100;

/// One connection with what it will send, the last first.
pub(crate) struct Caller {
    stream: TcpStream,
    requests: Vec<Vec<u8>>,
    answer: Vec<u8>,
}

/// Status and beginning of the body of an answer, once it is there as a whole.
fn complete(answer: &[u8]) -> Option<(u16, usize)> {
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&answer[..end]).unwrap();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    let length = length.map_or(0, |length| length.parse::<usize>().unwrap());
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    (answer.len() >= end + 4 + length).then_some((status, end + 4))
}

/// Reads what has come of an answer; nothing is no error where the connection does not wait.
fn read(stream: &mut TcpStream, answer: &mut Vec<u8>) {
    let mut piece = [0; 16 << 10];
    match stream.read(&mut piece) {
        Ok(0) => panic!("the connection was closed"),
        Ok(count) => answer.extend_from_slice(&piece[..count]),
        Err(error) => assert_eq!(error.kind(), std::io::ErrorKind::WouldBlock, "{error}"),
    }
}

fn ask(stream: &mut TcpStream, request: &[u8]) -> Value {
    stream.write_all(request).unwrap();
    let mut answer = Vec::new();
    let (status, body) = loop {
        read(stream, &mut answer);
        if let Some(complete) = complete(&answer) {
            break complete;
        }
    };
    let text = String::from_utf8_lossy(&answer[body..]).into_owned();
    assert_eq!(status, 200, "{text}");
    serde_json::from_str(&text).unwrap()
}

fn connect(signer: &Signer) -> TcpStream {
    let stream = TcpStream::connect(&signer.host).unwrap();
    stream.set_nodelay(true).unwrap();
    stream
}

/// Ids of the phones of one cloud, from the admin service.
fn phones(ready: &Value) -> (Vec<String>, Vec<String>) {
    let mut huawei = Vec::new();
    let mut signer = Signer::huawei(ready);
    let mut stream = connect(&signer);
    let mut offset = 0;
    loop {
        let page = ask(&mut stream, &signer.cph("GET", &format!("phones?limit=100&offset={offset}"), ""));
        let found = page["phones"].as_array().unwrap();
        huawei.extend(found.iter().map(|phone| phone["phone_id"].as_str().unwrap().to_owned()));
        offset += 100;
        if found.len() < 100 || huawei.len() > 8_000 {
            break;
        }
    }
    let mut alibaba = Vec::new();
    signer = Signer::alibaba(ready);
    stream = connect(&signer);
    let mut token = String::new();
    loop {
        let query = format!("MaxResults=100&NextToken={token}");
        let page = ask(&mut stream, &signer.ecp("DescribeAndroidInstances", &query));
        let found = page["InstanceModel"].as_array().unwrap();
        alibaba.extend(found.iter().map(|phone| phone["AndroidInstanceId"].as_str().unwrap().to_owned()));
        token = page["NextToken"].as_str().unwrap_or_default().to_owned();
        if token.is_empty() || alibaba.len() > 8_000 {
            break;
        }
    }
    (huawei, alibaba)
}

fn export(signer: &Signer, bucket: &str, phone: &str) -> Vec<u8> {
    let info = json!({"phone_id": phone, "bucket_name": bucket, "object_path": format!("bench/{phone}.tar"),
        "include_files": ["/data/data/com.example.notes"]});
    signer.cph("POST", "phones/batch-storage", &json!({"storage_infos": [info]}).to_string())
}

fn backup(signer: &Signer, bucket: &str, phone: &str) -> Vec<u8> {
    let query = format!(
        "AndroidInstanceIdList.1={phone}&BackupFilePath=oss%3A%2F%2F{bucket}%2Fbench%2F\
         &SourceAppList.1=com.example.notes&UploadEndpoint=oss-cn-shanghai-internal.aliyuncs.com"
    );
    signer.ecp("BackupApp", &query)
}

/// Starts the backups that will be polled, and signs everything that is to be sent: half of the connections belong to
/// each cloud. One call in `starting` starts a backup; none does without it.
pub(crate) fn prepare(
    ready: &Value,
    requests: usize,
    connections: usize,
    starting: Option<usize>,
) -> Vec<Caller> {
    let (mut huawei, mut alibaba) = phones(ready);
    let (obs, oss) = (ready["buckets"]["obs"].as_str().unwrap(), ready["buckets"]["oss"].as_str().unwrap());
    let (cph, ecp) = (Signer::huawei(ready), Signer::alibaba(ready));
    let (mut to_cph, mut to_ecp) = (connect(&cph), connect(&ecp));
    let mut jobs = Vec::new();
    let mut tasks = Vec::new();
    for _ in 0..POLLED {
        let id = ask(&mut to_cph, &export(&cph, obs, &huawei.pop().unwrap()))["request_id"].clone();
        jobs.push(id.as_str().unwrap().to_owned());
        let id = ask(&mut to_ecp, &backup(&ecp, oss, &alibaba.pop().unwrap()))["RequestId"].clone();
        tasks.push(id.as_str().unwrap().to_owned());
    }
    let mut callers = Vec::new();
    for number in 0..connections {
        let mut caller = Caller {
            stream: connect(if number % 2 == 0 { &cph } else { &ecp }),
            requests: Vec::new(),
            answer: Vec::new(),
        };
        for turn in 0..requests / connections {
            let starts = starting.is_some_and(|every| turn % every == 0);
            let polled = (number * 31 + turn) % POLLED;
            caller.requests.push(match (number % 2, starts) {
                (0, true) => export(&cph, obs, &huawei.pop().unwrap()),
                (0, false) => {
                    cph.cph("GET", &format!("jobs?limit=100&offset=0&request_ids={}", jobs[polled]), "")
                }
                (_, true) => backup(&ecp, oss, &alibaba.pop().unwrap()),
                (_, false) => {
                    ecp.ecp("DescribeTasks", &format!("InvokeId={}&Level=2&MaxResults=100", tasks[polled]))
                }
            });
        }
        callers.push(caller);
    }
    callers
}

/// Sends everything, one request at a time on each connection; gives how many were answered with 200. One thread looks
/// after all connections and never sleeps, so that the simulator does not pay for waking its callers.
pub(crate) fn run(mut callers: Vec<Caller>) -> usize {
    let mut good = 0;
    for caller in &mut callers {
        caller.stream.set_nonblocking(true).unwrap();
        caller.send();
    }
    while !callers.is_empty() {
        callers.retain_mut(|caller| {
            read(&mut caller.stream, &mut caller.answer);
            let Some((status, _)) = complete(&caller.answer) else { return true };
            good += usize::from(status == 200);
            caller.answer.clear();
            caller.send()
        });
    }
    good
}

impl Caller {
    /// Sends the next request; false if there is none.
    fn send(&mut self) -> bool {
        let Some(request) = self.requests.pop() else { return false };
        self.stream.write_all(&request).unwrap();
        true
    }
}
