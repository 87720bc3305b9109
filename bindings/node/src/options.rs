//! What clients are made with, from the options of JavaScript's constructors.

use std::path::PathBuf;
use std::time::Duration;

use phonevault::runtime::{AlibabaOptions, CommonOptions, HuaweiOptions};

use crate::given::Given;
use crate::jobs::millis;
use crate::take::{Fields, Take, Wrong};

impl Take for HuaweiOptions {
    fn take(given: Given<'_>) -> Result<Self, Wrong> {
        let mut fields = Fields::of(given)?;
        let options = Self {
            common: common(&mut fields)?,
            project_id: fields.given("projectId")?,
            access_key: fields.given("accessKey")?,
            secret_key: fields.given("secretKey")?,
            security_token: fields.given("securityToken")?,
            token: fields.given("token")?,
            identity_only: fields.given("identityOnly")?.unwrap_or_default(),
        };
        fields.end("HuaweiClientOptions")?;
        Ok(options)
    }
}

impl Take for AlibabaOptions {
    fn take(given: Given<'_>) -> Result<Self, Wrong> {
        let mut fields = Fields::of(given)?;
        let options = Self {
            common: common(&mut fields)?,
            access_key_id: fields.given("accessKeyId")?,
            access_key_secret: fields.given("accessKeySecret")?,
            security_token: fields.given("securityToken")?,
        };
        fields.end("AlibabaClientOptions")?;
        Ok(options)
    }
}

fn common(fields: &mut Fields<'_>) -> Result<CommonOptions, Wrong> {
    let default = CommonOptions::new(fields.needed::<String>("region")?);
    Ok(CommonOptions {
        endpoint: fields.given("endpoint")?,
        endpoints: fields.given("endpoints")?.unwrap_or_default(),
        timeout: time(fields, "timeoutMs", default.timeout)?,
        connect_timeout: time(fields, "connectTimeoutMs", default.connect_timeout)?,
        ca_file: fields.given::<String>("caFile")?.map(PathBuf::from),
        proxy: fields.given("proxy")?,
        allow_plain_http: fields.given("allowPlainHttp")?.unwrap_or_default(),
        ..default
    })
}

fn time(fields: &mut Fields<'_>, name: &'static str, default: Duration) -> Result<Duration, Wrong> {
    match fields.given::<f64>(name)? {
        Some(number) => Ok(millis(name, number)?),
        None => Ok(default),
    }
}
