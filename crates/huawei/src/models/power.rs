//! StopCloudPhone and RestartCloudPhone (reference 2.4).

use serde::{Deserialize, Serialize};

use super::lenient;

/// Stops phones (PY-CPH stop_cloud_phone_request_body.py).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StopCloudPhoneRequest {
    /// The phones. Mandatory; none twice; at most 100 (INFERRED).
    #[serde(default, deserialize_with = "lenient::list")]
    pub phone_ids: Vec<String>,
}

impl StopCloudPhoneRequest {
    /// A request for these phones.
    pub fn new<P: Into<String>>(phone_ids: impl IntoIterator<Item = P>) -> Self {
        Self { phone_ids: phone_ids.into_iter().map(Into::into).collect() }
    }
}

/// Restarts running phones and starts stopped ones (R21); in other states it is refused (CPS.0165).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RestartCloudPhoneRequest {
    /// Another image to start with: **changes the Android system for good**, keeps user data, and works only from
    /// a lower to a higher version (BP51). Optional; at most 32 bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_id: Option<String>,
    /// The phones. Mandatory; none twice; at most 100 (INFERRED).
    #[serde(default, deserialize_with = "lenient::list")]
    pub phones: Vec<RestartPhoneProperty>,
}

impl RestartCloudPhoneRequest {
    /// A request for these phones, with the image and the settings that they have.
    pub fn new<P: Into<String>>(phone_ids: impl IntoIterator<Item = P>) -> Self {
        let phones = phone_ids
            .into_iter()
            .map(|phone_id| RestartPhoneProperty { phone_id: phone_id.into(), property: None })
            .collect();
        Self { image_id: None, phones }
    }
}

/// One phone of a [`RestartCloudPhoneRequest`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RestartPhoneProperty {
    /// The phone. Mandatory; at most 32 bytes.
    #[serde(default, deserialize_with = "lenient::text")]
    pub phone_id: String,
    /// Settings that it gets: a JSON document as text. Optional.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub property: Option<String>,
}
