//! The options of clients, from the ready line and a scenario.

use serde_json::{Value, json};

/// The services of each cloud that its clients call.
const HUAWEI: [&str; 3] = ["huawei_cph", "huawei_iam", "huawei_obs"];
const ALIBABA: [&str; 3] = ["alibaba_ecp", "alibaba_oss", "alibaba_sts"];

/// What a client of `cloud` is made with: the ready line, and over it what the scenario says.
pub(super) fn options(cloud: &str, ready: &Value, given: &Value) -> Value {
    let known = &ready["credentials"][cloud];
    let services = if cloud == "huawei" { HUAWEI } else { ALIBABA };
    let endpoints: serde_json::Map<String, Value> =
        services.into_iter().map(|name| (name.to_owned(), ready["endpoints"][name].clone())).collect();
    let mut options = json!({"cloud": cloud, "region": known["region"], "endpoints": endpoints});
    if cloud == "alibaba" {
        options["access_key_id"] = known["access_key_id"].clone();
        options["access_key_secret"] = known["access_key_secret"].clone();
    } else {
        options["project_id"] = known["project_id"].clone();
        if given.get("token").is_none() {
            options["access_key"] = known["ak"].clone();
            options["secret_key"] = known["sk"].clone();
        }
    }
    for (name, value) in given.as_object().into_iter().flatten() {
        match (name.as_str(), value.as_object()) {
            ("endpoints", Some(own)) => {
                for (service, url) in own {
                    options["endpoints"][service] = url.clone();
                }
            }
            _ => options[name] = value.clone(),
        }
    }
    options
}
