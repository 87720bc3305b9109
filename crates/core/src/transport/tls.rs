//! TLS on rustls with ring, configured explicitly: nothing of the process is changed or relied on.

use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};

use super::{TransportError, TransportFailure};

/// The certificates to trust: those of `pem`, else the system's. Having none is an error, not an empty store: it would
/// refuse every server with a message about the server.
pub(super) fn roots(pem: Option<&str>) -> Result<RootCertStore, TransportError> {
    let refuse = |message: String| TransportError::new(TransportFailure::Tls, message);
    let mut store = RootCertStore::empty();
    if let Some(pem) = pem {
        for certificate in CertificateDer::pem_slice_iter(pem.as_bytes()) {
            let certificate =
                certificate.map_err(|error| refuse(format!("the CA file is no PEM: {error}")))?;
            store.add(certificate).map_err(|error| refuse(format!("the CA file: {error}")))?;
        }
        if store.is_empty() {
            return Err(refuse("the CA file holds no certificate".to_owned()));
        }
        return Ok(store);
    }
    let native = rustls_native_certs::load_native_certs();
    store.add_parsable_certificates(native.certs);
    if store.is_empty() {
        let causes = native.errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
        let causes = if causes.is_empty() { "none found".to_owned() } else { causes };
        return Err(refuse(format!(
            "no CA certificates were loaded from the system ({causes}): install ca-certificates or name a CA file"
        )));
    }
    Ok(store)
}

/// A client configuration for these roots, TLS 1.2 and 1.3.
pub(super) fn config(roots: RootCertStore) -> Result<ClientConfig, TransportError> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let versions = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let builder =
        versions.map_err(|error| TransportError::new(TransportFailure::Unusable, error.to_string()))?;
    let mut config = builder.with_root_certificates(roots).with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ca_file_without_certificates_is_a_typed_error() {
        for pem in ["", "hello", "-----BEGIN CERTIFICATE-----\n!!!\n-----END CERTIFICATE-----\n"] {
            let error = roots(Some(pem)).unwrap_err();
            assert_eq!(error.failure, TransportFailure::Tls);
            assert!(error.message.contains("CA file"), "{}", error.message);
        }
    }
}
