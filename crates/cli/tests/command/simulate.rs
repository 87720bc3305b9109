//! The simulator as a process of its own: time and faults.

use serde_json::json;

use crate::common::{Simulator, phonevault, run};

#[test]
fn virtual_time_moves_when_told() {
    let simulator = Simulator::start(&["--phones", "2", "--virtual"]);
    let before = simulator.admin("GET", "/clock", b"");
    assert_eq!(before["virtual"], true);
    assert_eq!(simulator.admin("GET", "/clock", b""), before);
    let parse = |clock: &serde_json::Value| {
        let text = clock["now"].as_str().unwrap();
        let (hours, rest) = text.split_once('T').unwrap().1.split_once(':').unwrap();
        (hours.parse::<u32>().unwrap(), rest.to_owned())
    };
    let after = simulator.admin("POST", "/clock", br#"{"advance_s":3600}"#);
    assert_eq!(parse(&after), ((parse(&before).0 + 1) % 24, parse(&before).1));
}

#[test]
fn a_profile_of_faults_is_in_force_from_the_start() {
    let simulator = Simulator::start(&["--phones", "2", "--chaos", "7:0.25"]);
    assert_eq!(simulator.admin("GET", "/faults", b"")["chaos"], json!({"seed": 7, "rate": 0.25}));
    let quiet = Simulator::start(&["--phones", "2"]);
    assert_eq!(quiet.admin("GET", "/faults", b""), json!({"faults": [], "chaos": null}));
}

#[test]
fn what_cannot_be_is_refused_by_name() {
    for (options, word) in [
        (&["--chaos", "often"][..], "seed"),
        (&["--chaos", "1:2"], "rate"),
        (&["--virtual", "--time-scale", "2"], "--time-scale"),
    ] {
        let ran = run(phonevault().arg("simulate").args(options)).expect(2);
        assert!(ran.stderr.contains(word), "{}", ran.stderr);
    }
}
