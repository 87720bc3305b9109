//! Signatures of the object stores, by the `reqsign` signers.

use std::sync::Arc;

use async_trait::async_trait;
use phonevault_core::context::Context;
use phonevault_core::credentials::KeySource;
use phonevault_core::error::{Error, ErrorKind, Result};
use phonevault_core::pipeline::Sign;
use phonevault_core::transport::HttpRequest;
use reqsign_core::SignRequest;

use crate::dialect::Dialect;

/// Signs requests to one bucket. A signature covers bucket and key, not the host: a request in path style is signed as
/// if it were in virtual-host style, the only one that the signers know.
#[derive(Debug)]
pub(crate) struct StoreSigner {
    pub(crate) dialect: Dialect,
    pub(crate) bucket: String,
    pub(crate) region: String,
    pub(crate) keys: Arc<dyn KeySource>,
    /// The URL in virtual-host style, without the query.
    pub(crate) signed_url: String,
}

#[async_trait]
impl Sign for StoreSigner {
    async fn sign(&self, mut request: HttpRequest, context: &Context) -> Result<HttpRequest> {
        let keys = self.keys.keys(context).await?;
        let token = keys.security_token.as_ref().map(|token| token.expose().to_owned());
        if self.dialect == Dialect::Oss {
            // The signer writes the list of further signed fields even if it is empty, which OSS refuses
            // (alibaba-ecp 7.3): sign the host, so that it never is.
            let host = request.endpoint.authority().to_owned();
            request.headers.set("host", host);
        }
        let separator = if request.query.is_empty() { "" } else { "?" };
        let uri = format!("{}{separator}{}", self.signed_url, request.query);
        let mut builder = http::Request::builder().method(request.method.name()).uri(uri);
        for (name, value) in request.headers.iter() {
            builder = builder.header(name, value);
        }
        let unsigned = builder.body(()).map_err(|error| refused(&error))?;
        let (mut parts, ()) = unsigned.into_parts();
        // The signers take nothing from their context: no file, no environment, no network.
        let nothing = reqsign_core::Context::new();
        let signed = match self.dialect {
            Dialect::Obs => {
                let secret = keys.secret_key.expose().to_owned();
                let keys = reqsign_huaweicloud_obs::Credential::new(keys.access_key.clone(), secret, token);
                let signer = reqsign_huaweicloud_obs::RequestSigner::new(&self.bucket);
                signer.sign_request(&nothing, &mut parts, Some(&keys), None).await
            }
            Dialect::Oss => {
                let keys = reqsign_aliyun_oss::Credential {
                    access_key_id: keys.access_key.clone(),
                    access_key_secret: keys.secret_key.expose().to_owned(),
                    security_token: token,
                    expires_in: None,
                };
                let signer = reqsign_aliyun_oss::RequestSigner::new(&self.bucket)
                    .with_region(&*self.region)
                    .with_signing_version(reqsign_aliyun_oss::SigningVersion::V4);
                signer.sign_request(&nothing, &mut parts, Some(&keys), None).await
            }
        };
        signed.map_err(|error| refused(&error))?;
        for (name, value) in &parts.headers {
            let value = value.to_str().map_err(|error| refused(&error))?;
            request.headers.set(name.as_str(), value);
        }
        Ok(request)
    }
}

/// A request that cannot be signed was not sent. The signers' own words may quote header values: they are not shown.
fn refused(_error: &dyn std::error::Error) -> Error {
    Error::new(
        ErrorKind::Credentials,
        "the request to the object store cannot be signed: check that key, secret and token hold visible ASCII only",
    )
}
