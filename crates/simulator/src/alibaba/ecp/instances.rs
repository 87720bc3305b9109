//! The phones as this cloud shows them (reference 3.1 and 3.2).

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::super::fault::Fault;
use super::answer::{Answer, Call};
use super::page::PageRequest;
use super::{specs, times};
use crate::clock::iso_seconds;
use crate::settings::AlibabaSettings;
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
    let settings = &call.universe.settings.alibaba;
    call.universe.world.with(|fleet| {
        let phones: Vec<&Phone> = if filter.ids.is_empty() {
            fleet.phones(Cloud::Alibaba).filter(|phone| filter.matches(phone)).collect()
        } else {
            let named: BTreeSet<&String> = filter.ids.iter().collect();
            let named = named.into_iter().filter_map(|id| fleet.phone(Cloud::Alibaba, id));
            named.filter(|phone| filter.matches(phone)).collect()
        };
        let page = page.cut(phones, |phone| phone.number as u64);
        let items: Vec<Value> = page.items.iter().map(|phone| render(phone, settings, fleet.now())).collect();
        Ok(Answer::read(json!({
            "TotalCount": page.total,
            "NextToken": page.next_token,
            "InstanceModel": items,
        })))
    })
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
            && (self.groups.is_empty() || self.groups.contains(&phone.group_id))
            && self.name.as_ref().is_none_or(|name| phone.name.contains(name))
            && self.exact.iter().all(|(field, value)| field(phone) == *value)
    }
}

/// The spec of a phone: one on a matrix server has that of its class, one of a group its own.
fn spec(phone: &Phone) -> &'static specs::Spec {
    let id = if sale_mode(phone) == "Node" { specs::MATRIX } else { phone.server_type.as_str() };
    specs::find(id).unwrap_or(&specs::SMALLEST)
}

fn render(phone: &Phone, settings: &AlibabaSettings, now: Timestamp) -> Value {
    const YEAR: std::time::Duration = std::time::Duration::from_secs(365 * 86_400);
    let zone = settings.zone_offset_hours;
    let spec = spec(phone);
    let data_gib = phone.capacity.div_ceil(1 << 30);
    let mut shown = json!({
        "AndroidInstanceId": phone.id,
        "AndroidInstanceName": phone.name,
        "AndroidInstanceGroupId": phone.group_id,
        "AndroidInstanceStatus": status(phone.power),
        "ImageId": phone.image_id,
        "ImageVersion": phone.image_version,
        "BizImageType": image_type(phone.image_kind, settings),
        "SystemVersion": system_version(phone),
        "InstanceType": spec.id,
        "RenderingType": specs::RENDERING,
        "ChargeType": "PostPaid",
        "Rate": phone.progress.percent(now),
        "ErrorCode": phone.last_error.clone().unwrap_or_default(),
        "RegionId": phone.region,
        "ZoneId": phone.zone,
        "SessionStatus": "disConnect",
        "Cpu": spec.cores.to_string(),
        "Memory": spec.memory_gb,
        "Disks": [{"DiskSize": data_gib, "DiskType": "DATA"}],
        "PhoneDataInfo": {
            "PhoneDataId": format!("pd-{}", phone.id.trim_start_matches("acp-")),
            "PhoneDataVolume": data_gib,
        },
        "GmtCreate": times::local(phone.created_at, zone),
        "GmtModified": times::local(phone.updated_at, zone),
        "GmtExpired": iso_seconds(later(phone.created_at, YEAR)),
    });
    if settings.show_server_type && sale_mode(phone) == "Node" {
        shown["ServerType"] = phone.server_type.as_str().into();
    }
    shown
}

/// The word for where an image comes from.
fn image_type(kind: ImageKind, settings: &AlibabaSettings) -> &str {
    match kind {
        ImageKind::Public => &settings.public_image_type,
        ImageKind::Custom => &settings.custom_image_type,
    }
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
