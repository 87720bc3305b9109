//! Writes objects as somebody else would: our store has no such verb, and no backup can name every key.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use phonevault::location::Location;
use phonevault::store::Dialect;
use phonevault::transport::{HttpRequest, Method};
use phonevault_simulator::ServiceName;
use reqsign_core::SignRequest as _;

use crate::world::World;

const KEY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b'/');

impl World {
    /// Puts an object, signed with the account's keys.
    pub(crate) async fn put_object(&self, dialect: Dialect, location: &Location, content: &[u8]) {
        let service = match dialect {
            Dialect::Obs => ServiceName::HuaweiObs,
            Dialect::Oss => ServiceName::AlibabaOss,
        };
        let endpoint = self.endpoint(service);
        let (bucket, key) = (&location.bucket, utf8_percent_encode(&location.key, KEY));
        // The signature covers bucket and key; the signers know them only in virtual-host style.
        let unsigned = http::Request::put(format!("{}/{key}", endpoint.below(bucket)))
            .header("host", endpoint.authority())
            .header("content-type", "application/octet-stream");
        let (mut parts, ()) = unsigned.body(()).unwrap().into_parts();
        let nothing = reqsign_core::Context::new();
        match dialect {
            Dialect::Obs => {
                let keys = self.huawei_keys();
                let secret = keys.secret_key.expose().to_owned();
                let keys = reqsign_huaweicloud_obs::Credential::new(keys.access_key, secret, None);
                let signer = reqsign_huaweicloud_obs::RequestSigner::new(bucket);
                signer.sign_request(&nothing, &mut parts, Some(&keys), None).await.unwrap();
            }
            Dialect::Oss => {
                let keys = self.alibaba_keys();
                let keys = reqsign_aliyun_oss::Credential {
                    access_key_secret: keys.secret_key.expose().to_owned(),
                    access_key_id: keys.access_key,
                    security_token: None,
                    expires_in: None,
                };
                let signer = reqsign_aliyun_oss::RequestSigner::new(bucket)
                    .with_region(self.ready().alibaba_region())
                    .with_signing_version(reqsign_aliyun_oss::SigningVersion::V4);
                signer.sign_request(&nothing, &mut parts, Some(&keys), None).await.unwrap();
            }
        }
        let mut request = HttpRequest::new(Method::Put, endpoint, format!("/{bucket}/{key}"));
        for (name, value) in &parts.headers {
            request.headers.set(name.as_str(), value.to_str().unwrap());
        }
        request.body = content.to_vec();
        let answer = self.send(request).await;
        assert_eq!(answer.status, 200, "{location}: {}", String::from_utf8_lossy(&answer.body));
    }
}
