//! What injected faults do to real connections.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;

use phonevault_simulator::{Config, ServiceName, Simulator};
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use crate::support::Bench;

struct Target {
    simulator: Option<Simulator>,
    runtime: Runtime,
}

impl Drop for Target {
    fn drop(&mut self) {
        if let Some(simulator) = self.simulator.take() {
            self.runtime.block_on(simulator.shutdown());
        }
    }
}

impl Target {
    fn new(change: impl FnOnce(&mut Config)) -> Self {
        let runtime = Runtime::new().unwrap();
        let mut config = Config { phones: 2, ..Bench::small() };
        change(&mut config);
        let simulator = Some(runtime.block_on(Simulator::start(config)).unwrap());
        Self { simulator, runtime }
    }

    fn address(&self, service: ServiceName) -> String {
        let url = self.simulator.as_ref().unwrap().ready().endpoint(service);
        url.strip_prefix("http://").unwrap().to_owned()
    }

    /// One request on a connection of its own: all that comes back, and how the connection ended.
    fn call(&self, service: ServiceName, head: &str, body: &str) -> (String, std::io::Result<()>) {
        let address = self.address(service);
        let mut stream = TcpStream::connect(&address).unwrap();
        let length = body.len();
        let text = format!(
            "{head} HTTP/1.1\r\nhost: {address}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
        );
        stream.write_all(text.as_bytes()).unwrap();
        let mut answer = Vec::new();
        let ended = stream.read_to_end(&mut answer).map(|_| ());
        (String::from_utf8(answer).unwrap(), ended)
    }

    fn admin(&self, method: &str, path: &str, body: &Value) -> Value {
        let (answer, _) = self.call(ServiceName::Admin, &format!("{method} {path}"), &body.to_string());
        assert!(answer.starts_with("HTTP/1.1 20"), "{answer}");
        serde_json::from_str(answer.split_once("\r\n\r\n").unwrap().1).unwrap()
    }

    fn fault(&self, operation: &str, kind: &str, more: &Value) {
        self.admin("DELETE", "/faults", &Value::Null);
        let mut fault = json!({"cloud": "huawei", "operation": operation, "kind": kind});
        fault.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.admin("POST", "/faults", &fault);
    }

    fn refused(&self, service: ServiceName) -> bool {
        match TcpStream::connect(self.address(service)) {
            Ok(_) => false,
            Err(error) => error.kind() == ErrorKind::ConnectionRefused,
        }
    }
}

const IAM: ServiceName = ServiceName::HuaweiIam;
const LIST: &str = "GET /v3/projects";

#[test]
fn connections_end_as_asked_for() {
    let target = Target::new(|_| {});
    let (whole, _) = target.call(IAM, LIST, "");
    assert!(whole.starts_with("HTTP/1.1 401 "), "{whole}");
    let announced = |answer: &str| -> usize {
        let line = answer.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
        line.trim().parse().unwrap()
    };
    let body = |answer: &str| answer.split_once("\r\n\r\n").unwrap().1.len();
    assert_eq!(announced(&whole), body(&whole));

    target.fault("iam.*", "truncated", &json!({}));
    let (cut, _) = target.call(IAM, LIST, "");
    assert_eq!((announced(&cut), body(&cut)), (announced(&whole), announced(&whole) / 2));

    target.fault("iam.*", "reset", &json!({}));
    let (nothing, ended) = target.call(IAM, LIST, "");
    assert_eq!((nothing.as_str(), ended.unwrap_err().kind()), ("", ErrorKind::ConnectionReset));

    target.fault("iam.KeystoneListProjects", "refuse_connection", &json!({}));
    let (nothing, ended) = target.call(IAM, LIST, "");
    assert_eq!(nothing, "");
    assert!(ended.is_ok(), "closed, not reset");
    assert!(!target.refused(IAM));

    target.fault("iam.*", "html", &json!({}));
    let (page, _) = target.call(IAM, LIST, "");
    assert!(page.starts_with("HTTP/1.1 200 ") && page.ends_with("</html>\n"), "{page}");

    target.fault("iam.*", "clock_skew", &json!({}));
    assert_eq!(target.call(IAM, LIST, "").0.matches("\r\ndate: ").count(), 1);
}

#[test]
fn a_late_answer_comes_when_its_simulated_time_has_come() {
    let target = Target::new(|config| config.virtual_time = true);
    target.fault("iam.*", "slow", &json!({"ms": 3_600_000}));
    let now = || target.admin("GET", "/clock", &Value::Null)["now"].as_str().unwrap().to_owned();
    let before = now();
    // The one caller waits for it, so time jumps.
    let (late, _) = target.call(IAM, LIST, "");
    assert!(late.starts_with("HTTP/1.1 401 "), "{late}");
    let parse = |text: &str| text.parse::<jiff::Timestamp>().unwrap();
    assert_eq!(parse(&now()).duration_since(parse(&before)).as_secs(), 3600);
    target.fault("iam.*", "slow", &json!({"ms": 1000, "effect": "not_applied"}));
    assert!(target.call(IAM, LIST, "").0.starts_with("HTTP/1.1 504 "));
}

#[test]
fn the_end_does_not_wait_for_late_answers() {
    for virtual_time in [false, true] {
        let target = Target::new(|config| config.virtual_time = virtual_time);
        // Somebody else takes part, so that virtual time stands still.
        target.admin("POST", "/clock", &json!({"callers": 2}));
        target.fault("iam.*", "slow", &json!({"ms": 31_u64 * 86_400_000}));
        let mut waiting = TcpStream::connect(target.address(IAM)).unwrap();
        waiting.write_all(format!("{LIST} HTTP/1.1\r\nhost: iam\r\n\r\n").as_bytes()).unwrap();
        while target.admin("GET", "/faults", &Value::Null)["faults"][0]["hits"] != 1 {
            std::thread::yield_now();
        }
        drop(target);
        let mut left = Vec::new();
        let _ = waiting.read_to_end(&mut left);
        assert_eq!(left, b"");
    }
}

#[test]
fn nobody_listens_until_the_fault_is_cleared() {
    let target = Target::new(|_| {});
    let planes = [ServiceName::HuaweiCph, IAM, ServiceName::HuaweiSts];
    let others = [ServiceName::HuaweiObs, ServiceName::AlibabaEcp, ServiceName::Admin];
    // A connection that stands is closed.
    let mut standing = TcpStream::connect(target.address(IAM)).unwrap();
    for _ in 0..3 {
        target.fault("*", "refuse_connection", &json!({}));
        assert_eq!(planes.map(|service| target.refused(service)), [true; 3]);
        assert_eq!(others.map(|service| target.refused(service)), [false; 3]);
        target.admin("DELETE", "/faults", &Value::Null);
        assert_eq!(planes.map(|service| target.refused(service)), [false; 3]);
    }
    let mut left = Vec::new();
    let _ = standing.read_to_end(&mut left);
    assert!(left.is_empty());
    assert!(target.call(IAM, LIST, "").0.starts_with("HTTP/1.1 401 "));
    target.fault("obs.*", "refuse_connection", &json!({}));
    assert!(target.refused(ServiceName::HuaweiObs) && !target.refused(IAM));
}

#[test]
fn the_port_of_a_shut_address_is_given_to_nobody_else() {
    let target = Target::new(|_| {});
    let address = target.address(IAM).parse().unwrap();
    let taken = || {
        let _entered = target.runtime.enter();
        tokio::net::TcpSocket::new_v4().unwrap().bind(address).is_err()
    };
    for _ in 0..3 {
        target.fault("*", "refuse_connection", &json!({}));
        assert!(target.refused(IAM) && taken());
        // Slashes around the path mean nothing.
        target.admin("DELETE", "/faults/", &Value::Null);
        assert!(!target.refused(IAM) && taken());
    }
}

#[test]
fn a_refusal_for_a_time_is_over_by_itself() {
    let target = Target::new(|config| config.virtual_time = true);
    target.fault("*", "refuse_connection", &json!({"ms": 60_000}));
    assert!(target.refused(IAM));
    target.admin("POST", "/clock", &json!({"advance_s": 61}));
    // The listener looks again every few milliseconds.
    while target.refused(IAM) {
        std::thread::yield_now();
    }
    assert!(target.call(IAM, LIST, "").0.starts_with("HTTP/1.1 401 "));
}

#[test]
fn time_is_told_waited_for_and_shared() {
    let target = Target::new(|config| {
        config.virtual_time = true;
        config.start = Some(1_000_000_000);
    });
    let clock = |body: Value| target.admin("POST", "/clock", &body);
    assert_eq!(clock(json!({"advance_s": 1.5}))["now"], "2001-09-09T01:46:41.500Z");
    assert_eq!(clock(json!({"wait_s": 8.5})), json!({"waited_s": 8.5}));
    assert_eq!(
        target.admin("GET", "/clock", &Value::Null),
        json!({"now": "2001-09-09T01:46:50.000Z", "virtual": true})
    );
    assert_eq!(clock(json!({"callers": 2})), json!({"callers": 2}));
    // Neither goes on before the other waits as well.
    std::thread::scope(|scope| {
        scope.spawn(|| clock(json!({"wait_s": 10})));
        scope.spawn(|| clock(json!({"wait_s": 20})));
        // Once both wait, time moves to the end of the shorter wait, and no further before somebody says that one is done.
        while target.admin("GET", "/clock", &Value::Null)["now"] == "2001-09-09T01:46:50.000Z" {
            std::thread::yield_now();
        }
        clock(json!({"callers": 1}));
    });
    assert_eq!(target.admin("GET", "/clock", &Value::Null)["now"], "2001-09-09T01:47:10.000Z");
    for bad in
        [json!({}), json!({"advance_s": -1}), json!({"advance_s": 1, "callers": 1}), json!({"callers": 0})]
    {
        let (answer, _) = target.call(ServiceName::Admin, "POST /clock", &bad.to_string());
        assert!(answer.starts_with("HTTP/1.1 400 "), "{bad}: {answer}");
    }
}
