//! The simulator's fuzzer, for a minute, on top of the corpus that the tests replay. Only when it is asked for.

use std::fs;
use std::path::Path;

use crate::run::{Stop, command, root, run, works};

/// The listeners in the order in which the first byte of an input chooses them (`ServiceName::ALL`), which is also the
/// order of the ready line.
const SERVICES: [&str; 10] = [
    "huawei_cph",
    "huawei_iam",
    "huawei_sts",
    "huawei_obs",
    "huawei_metadata",
    "alibaba_ecp",
    "alibaba_sts",
    "alibaba_oss",
    "alibaba_metadata",
    "admin",
];

pub(super) fn fuzz() -> Result<(), Stop> {
    if !works("cargo", &["fuzz", "--version"]) {
        return Err(Stop::Missing("cargo-fuzz (`cargo install cargo-fuzz`)".to_owned()));
    }
    seed(&root()).map_err(|error| Stop::Failed(format!("the fuzzer's corpus cannot be written: {error}")))?;
    // Without a sanitizer it works with the stable toolchain.
    run(command("cargo", &["fuzz", "run", "--sanitizer", "none", "requests", "--", "-max_total_time=60"]))
}

fn seed(root: &Path) -> std::io::Result<()> {
    let target = root.join("fuzz").join("corpus").join("requests");
    fs::create_dir_all(&target)?;
    for (number, service) in (0_u8..).zip(SERVICES) {
        let cases = root.join("crates/simulator/tests/corpus").join(service);
        for case in fs::read_dir(cases)? {
            let case = case?;
            let mut input = vec![number];
            input.extend(fs::read(case.path())?);
            let name = format!("{service}-{}", case.file_name().to_string_lossy());
            fs::write(target.join(name), input)?;
        }
    }
    Ok(())
}
