//! The phones as this cloud shows them (reference 3.1 and 3.2).

use serde_json::{Value, json};

use super::ecp::{Answer, Call};
use super::fault::Fault;
use super::page::PageRequest;
use super::times;
use crate::clock::iso_seconds;
use crate::world::{Cloud, ImageKind, Phone, Power, later};

/// Page size when `MaxResults` is absent.
const DEFAULT_PAGE: usize = 100;

/// The vendor's word for a power state.
pub(super) fn status(power: Power) -> &'static str {
    match power {
        Power::Creating => "CREATING",
        Power::CreationFailed => "FAILED",
        Power::Starting => "STARTING",
        Power::Running => "RUNNING",
        Power::Stopping => "STOPPING",
        Power::Stopped => "STOPPED",
        Power::Restarting => "REBOOTING",
        Power::Resetting => "RESETTING",
        Power::BackingUp => "BACKUPING",
        Power::BackupFailed => "BACKUP_FAILED",
        Power::Restoring => "RECOVERING",
        Power::RestoreFailed => "RECOVER_FAILED",
        Power::Deleting => "DELETING",
        Power::StopFailed | Power::RestartFailed | Power::ResetFailed | Power::Frozen | Power::Abnormal => {
            "UNAVAILABLE"
        }
    }
}

/// How a phone was bought: `Node` (a matrix server) or `Instance` (in a group).
pub(super) fn sale_mode(phone: &Phone) -> &'static str {
    if phone.server_type.starts_with("cpm.") { "Node" } else { "Instance" }
}

/// The release as this cloud writes it.
pub(super) fn system_version(phone: &Phone) -> String {
    format!("Android {}", phone.android)
}

/// `DescribeAndroidInstances`.
pub(super) fn describe(call: Call<'_>) -> Result<Answer, Fault> {
    let parameters = call.parameters;
    let sort_key = parameters.one_of("SortKey", &["CreationTime", "ExpiredTime"])?;
    let sort_type = parameters.one_of("SortType", &["ASC", "DESC"])?.unwrap_or("DESC");
    // Every phone is paid for the same time, so both keys give the same order.
    let _ = sort_key;
    let page = PageRequest::read(parameters, DEFAULT_PAGE, sort_type == "DESC")?;
    let filter = Filter::read(call)?;
    let phones: Vec<Phone> = call
        .universe
        .world
        .with(|fleet| fleet.phones(Cloud::Alibaba).filter(|phone| filter.matches(phone)).cloned().collect());
    let page = page.cut(phones, |phone| phone.number as u64);
    let zone = call.universe.settings.alibaba.zone_offset_hours;
    let items: Vec<Value> = page.items.iter().map(|phone| render(phone, zone)).collect();
    Ok(Answer::read(json!({
        "TotalCount": page.total,
        "NextToken": page.next_token,
        "InstanceModel": items,
    })))
}

/// A field of a phone as text.
type Field = fn(&Phone) -> String;

/// The filters of the request; one that asks for something that no simulated phone has matches none.
struct Filter {
    ids: Vec<String>,
    groups: Vec<String>,
    exact: Vec<(Field, String)>,
    name: Option<String>,
    impossible: bool,
}

impl Filter {
    fn read(call: Call<'_>) -> Result<Self, Fault> {
        let parameters = call.parameters;
        parameters.one_of("SaleMode", &["Instance", "Node"])?;
        let fields: [(&str, Field); 6] = [
            ("Status", |phone| status(phone.power).to_owned()),
            ("BizRegionId", |phone| phone.region.clone()),
            ("SaleMode", |phone| sale_mode(phone).to_owned()),
            ("NodeId", |phone| phone.server_id.clone()),
            ("ChargeType", |_| "PostPaid".to_owned()),
            ("InstanceVersion", |_| "basic".to_owned()),
        ];
        let exact = fields
            .into_iter()
            .filter_map(|(name, field)| parameters.text(name).map(|value| (field, value.to_owned())))
            .collect();
        let absent = [
            "AppManagePolicyId",
            "AuthorizedUserId",
            "InstanceGroupName",
            "KeyPairId",
            "NodeName",
            "PrivateIpAddress",
        ];
        let impossible = absent.iter().any(|name| parameters.text(name).is_some())
            || ["OfficeSiteIds", "QosRuleIds"].iter().any(|name| !parameters.list(name).is_empty())
            || !parameters.objects("Tag").is_empty();
        Ok(Self {
            ids: parameters.list("AndroidInstanceIds"),
            groups: parameters.any_of("InstanceGroupId", "InstanceGroupIds"),
            exact,
            name: parameters.text("AndroidInstanceName").map(str::to_owned),
            impossible,
        })
    }

    fn matches(&self, phone: &Phone) -> bool {
        !self.impossible
            && (self.ids.is_empty() || self.ids.contains(&phone.id))
            && (self.groups.is_empty() || self.groups.contains(&phone.group_id))
            && self.name.as_ref().is_none_or(|name| phone.name.contains(name))
            && self.exact.iter().all(|(field, value)| field(phone) == *value)
    }
}

fn render(phone: &Phone, zone: i8) -> Value {
    const YEAR: std::time::Duration = std::time::Duration::from_secs(365 * 86_400);
    json!({
        "AndroidInstanceId": phone.id,
        "AndroidInstanceName": phone.name,
        "AndroidInstanceGroupId": phone.group_id,
        "AndroidInstanceStatus": status(phone.power),
        "ImageId": phone.image_id,
        "ImageVersion": phone.image_version,
        "BizImageType": match phone.image_kind { ImageKind::Public => "System", ImageKind::Custom => "User" },
        "SystemVersion": system_version(phone),
        "InstanceType": if sale_mode(phone) == "Node" { "ac.max" } else { "acp.basic.small" },
        "ServerType": phone.server_type,
        "RenderingType": "GPULocal",
        "NodeId": phone.server_id,
        "ChargeType": "PostPaid",
        "Rate": phone.progress,
        "ErrorCode": phone.last_error.clone().unwrap_or_default(),
        "RegionId": phone.region,
        "ZoneId": phone.zone,
        "SessionStatus": "disConnect",
        "Cpu": "4",
        "Memory": 8,
        "Disks": [{"DiskSize": 32, "DiskType": "SYSTEM"}],
        "PhoneDataInfo": {"PhoneDataId": format!("pd-{}", phone.id.trim_start_matches("acp-")), "PhoneDataVolume": 32},
        "GmtCreate": times::local(phone.created_at, zone),
        "GmtModified": times::local(phone.updated_at, zone),
        "GmtExpired": iso_seconds(later(phone.created_at, YEAR)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_power_state_has_a_documented_word() {
        const DOCUMENTED: [&str; 15] = [
            "CREATING",
            "STARTING",
            "RUNNING",
            "STOPPING",
            "STOPPED",
            "REBOOTING",
            "RESETTING",
            "BACKUPING",
            "BACKUP_FAILED",
            "RECOVERING",
            "RECOVER_FAILED",
            "FAILED",
            "UNAVAILABLE",
            "DELETING",
            "DELETED",
        ];
        for (power, name) in Power::ALL {
            assert!(DOCUMENTED.contains(&status(power)), "{name}");
        }
    }
}
