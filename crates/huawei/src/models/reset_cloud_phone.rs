//! ResetCloudPhone (reference 2.4).

use serde::{Deserialize, Serialize};

use super::lenient;

/// Resets phones (D514, PY-CPH reset_cloud_phone_request_body.py). **All user data on them is lost**, and nothing but a
/// restore brings it back.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResetCloudPhoneRequest {
    /// The image that the phones get: another version of Android, upwards or downwards (BP51). Optional, default the one
    /// that they have; at most 32 bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_id: Option<String>,
    /// The phones. Mandatory; none twice; at most 100 (INFERRED).
    #[serde(default, deserialize_with = "lenient::list")]
    pub phones: Vec<ResetPhoneProperty>,
}

impl ResetCloudPhoneRequest {
    /// A request for these phones, with the image and the settings that they have.
    pub fn new<P: Into<String>>(phone_ids: impl IntoIterator<Item = P>) -> Self {
        let property = |phone_id: P| ResetPhoneProperty { phone_id: phone_id.into(), ..Default::default() };
        Self { image_id: None, phones: phone_ids.into_iter().map(property).collect() }
    }
}

/// One phone of a [`ResetCloudPhoneRequest`] (PY-CPH reset_phone_property.py).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResetPhoneProperty {
    /// The phone. Mandatory; at most 32 bytes.
    #[serde(default, deserialize_with = "lenient::text")]
    pub phone_id: String,
    /// Settings that it gets: a JSON document as text. Optional.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub property: Option<String>,
    /// Whether the settings that were made before are lost too. Optional; without it they stay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub factory_reset_enabled: Option<bool>,
}
