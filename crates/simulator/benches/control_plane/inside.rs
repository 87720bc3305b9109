//! The same calls without sockets and other threads, for a profiler: `--inside COUNT`.

use phonevault_simulator::{Clock, Config, Content, Request, ServiceName, Universe};
use serde_json::json;

use super::sign::Signer;

/// A request as it stands on the wire, as the carrier would hand it over.
fn request(service: ServiceName, wire: &[u8]) -> Request {
    let text = std::str::from_utf8(wire).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let mut lines = head.lines();
    let mut first = lines.next().unwrap().split(' ');
    let mut request = Request::new(service, first.next().unwrap(), first.next().unwrap());
    for line in lines {
        let (name, value) = line.split_once(": ").unwrap();
        request = request.with_header(name, value);
    }
    request.with_body(body.to_owned())
}

/// Starts one backup on each cloud and polls each `count` times.
pub(crate) fn run(count: usize) {
    let mut config =
        Config { phones: 64, content: Content::Seeded { bytes_per_phone: 20_000 }, ..Config::default() };
    config.settings.alibaba.backup_while_running = true;
    let universe = Universe::new(config, Clock::manual()).unwrap();
    let ready = universe.ready(|service| format!("http://{}.test", service.name()));
    let ready = serde_json::to_value(ready).unwrap();
    let (cph, ecp) = (Signer::huawei(&ready), Signer::alibaba(&ready));
    let ask = |service, wire: &[u8]| {
        let response = universe.handle(request(service, wire));
        let body = response.read_all().unwrap();
        assert_eq!(response.status, 200, "{}", String::from_utf8_lossy(&body));
        serde_json::from_slice::<serde_json::Value>(&body).unwrap()
    };
    let phones = ask(ServiceName::HuaweiCph, &cph.cph("GET", "phones?limit=100&offset=0", ""));
    let phone = phones["phones"][0]["phone_id"].as_str().unwrap();
    let info = json!({"phone_id": phone, "bucket_name": ready["buckets"]["obs"], "object_path": "inside.tar",
        "include_files": ["/data/data/com.example.notes"]});
    let body = json!({"storage_infos": [info]}).to_string();
    let job = ask(ServiceName::HuaweiCph, &cph.cph("POST", "phones/batch-storage", &body));
    let instances = ask(ServiceName::AlibabaEcp, &ecp.ecp("DescribeAndroidInstances", "MaxResults=1"));
    let instance = instances["InstanceModel"][0]["AndroidInstanceId"].as_str().unwrap();
    let query = format!(
        "AndroidInstanceIdList.1={instance}&BackupFilePath=oss%3A%2F%2F{}%2F\
         &SourceAppList.1=com.example.notes&UploadEndpoint=oss-cn-shanghai-internal.aliyuncs.com",
        ready["buckets"]["oss"].as_str().unwrap()
    );
    let task = ask(ServiceName::AlibabaEcp, &ecp.ecp("BackupApp", &query));
    let jobs = format!("jobs?limit=100&offset=0&request_ids={}", job["request_id"].as_str().unwrap());
    let tasks = format!("InvokeId={}&Level=2&MaxResults=100", task["RequestId"].as_str().unwrap());
    let calls: Vec<(Request, Request)> = (0..count)
        .map(|_| {
            let first = request(ServiceName::HuaweiCph, &cph.cph("GET", &jobs, ""));
            (first, request(ServiceName::AlibabaEcp, &ecp.ecp("DescribeTasks", &tasks)))
        })
        .collect();
    let begin = std::time::Instant::now();
    for (jobs, tasks) in calls {
        assert_eq!((universe.handle(jobs).status, universe.handle(tasks).status), (200, 200));
    }
    println!("{:.1} µs a call", begin.elapsed().as_secs_f64() * 1e6 / (2 * count) as f64);
}
