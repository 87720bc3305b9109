//! From the vendor's phones to what every cloud knows of a phone.

use phonevault_core::phone::{Phone, PhoneId, Power};

use crate::models::{CloudPhone, PhoneStatus, ShowCloudPhoneDetailResponse};

/// What a phone is doing. No state says that it is being backed up or restored.
pub(crate) fn power(status: Option<PhoneStatus>) -> Power {
    let text = str::to_owned;
    match status {
        Some(PhoneStatus::Running) => Power::Running,
        Some(PhoneStatus::Stopped) => Power::Stopped,
        Some(PhoneStatus::Preparing | PhoneStatus::Creating) => Power::Changing(text("creating")),
        Some(PhoneStatus::Resetting) => Power::Changing(text("resetting")),
        Some(PhoneStatus::Restarting) => Power::Changing(text("restarting")),
        Some(PhoneStatus::Stopping) => Power::Changing(text("stopping")),
        Some(PhoneStatus::ResetFailed) => Power::Failed(text("reset failed")),
        Some(PhoneStatus::RestartFailed) => Power::Failed(text("restart failed")),
        Some(PhoneStatus::StopFailed) => Power::Failed(text("stop failed")),
        Some(PhoneStatus::Frozen) => Power::Unusable(text("frozen")),
        Some(PhoneStatus::Abnormal) => Power::Unusable(text("abnormal")),
        Some(PhoneStatus::CreationFailed) => Power::Unusable(text("creation failed")),
        Some(PhoneStatus::Other(number)) => Power::Other(format!("status {number}")),
        None => Power::Other(text("no status")),
    }
}

pub(crate) fn of_list(phone: CloudPhone, region: &str) -> Phone {
    Phone {
        name: phone.phone_name,
        android: phone.image_version.clone(),
        image_id: phone.image_id,
        image_version: phone.image_version,
        server_id: phone.server_id,
        region: Some(region.to_owned()),
        ..Phone::new(PhoneId::from(phone.phone_id), power(phone.status))
    }
}

pub(crate) fn of_detail(phone: ShowCloudPhoneDetailResponse, region: &str) -> Phone {
    Phone {
        name: phone.phone_name,
        android: phone.image_version.clone(),
        image_id: phone.image_id,
        image_version: phone.image_version,
        server_id: phone.server_id,
        region: Some(region.to_owned()),
        ..Phone::new(PhoneId::from(phone.phone_id), power(phone.status))
    }
}
