//! The actions of the product, as the vendor's client of version 2023-09-30 knows them (reference section 10).

/// Version that every call names in `x-acs-version`.
pub(crate) const VERSION: &str = "2023-09-30";

/// All actions. Those that no file of this folder implements are answered as not found, and counted under their name.
#[rustfmt::skip]
pub(crate) const ACTIONS: [&str; 137] = [
    "ActivateEdgeMobileAgent", "AttachKeyPair", "AuthorizeAndroidInstance", "BackupAndroidInstance",
    "BackupApp", "BackupFile", "BatchGetAcpConnectionTicket", "CancelAgentTask", "ChangeCloudPhoneNode",
    "CheckResourceStock", "CreateAICloudPhone", "CreateAgentSkill", "CreateAndroidInstanceGroup",
    "CreateApp", "CreateCloudPhoneNode", "CreateCreditPackage", "CreateCustomImage",
    "CreateEdgeMobileAgentPackage", "CreateKeyPair", "CreateMobileAgentPackage", "CreateMobileAgentTask",
    "CreatePolicyGroup", "CreateScheduledTask", "CreateScreenshot", "CreateSystemPropertyTemplate",
    "DeleteAgentSkill", "DeleteAndroidInstanceGroup", "DeleteApps", "DeleteBackupFile",
    "DeleteCloudPhoneNodes", "DeleteImages", "DeleteKeyPairs", "DeleteMobileAgentPackage",
    "DeletePolicyGroup", "DeleteScheduledTask", "DeleteSystemPropertyTemplates", "DescribeAgentTask",
    "DescribeAndroidInstanceGroups", "DescribeAndroidInstances", "DescribeApps", "DescribeBackupFiles",
    "DescribeBandwidthPackagePrice", "DescribeBuckets", "DescribeCloudPhoneNodePrice",
    "DescribeCloudPhoneNodeRenewPrice", "DescribeCloudPhoneNodes", "DescribeCreditDetail",
    "DescribeCreditPackage", "DescribeCreditPackagePrice", "DescribeDisplayConfig",
    "DescribeEdgeMobileAgentPackages", "DescribeImageList", "DescribeInstanceGroupPrice",
    "DescribeInstanceGroupPriceForRenew", "DescribeInvocations", "DescribeJVSInstance", "DescribeKeyPairs",
    "DescribeMetricLast", "DescribeMetricList", "DescribeMetricTop", "DescribeMobileAgentPackage",
    "DescribeMobileAgentPackagePrice", "DescribeMobileAgentPackagePriceForRenew", "DescribeRegions",
    "DescribeScheduledTaskExecutions", "DescribeScheduledTasks", "DescribeSkills", "DescribeSpec",
    "DescribeSystemPropertyTemplates", "DescribeTasks", "DetachKeyPair", "DisconnectAndroidInstance",
    "DistributeImage", "DowngradeAndroidInstanceGroup", "EndCoordination", "ExpandDataVolume",
    "ExpandPhoneDataVolume", "FetchFile", "GenerateCoordinationCode", "GetInstanceProperties",
    "GetNetworkBlacklist", "ImportImage", "ImportKeyPair", "InstallApp", "InstallMonitorAgent",
    "InstallSkills", "InstanceHealer", "ListInstanceAdbAttributes", "ListPolicyGroups", "ListTagResources",
    "ModifyAndroidInstance", "ModifyAndroidInstanceGroup", "ModifyApp", "ModifyCloudPhoneNode",
    "ModifyDisplayConfig", "ModifyInstanceChargeType", "ModifyInstanceGroupSpec", "ModifyJVSInstance",
    "ModifyKeyPairName", "ModifyMobileAgentPackage", "ModifyPolicyGroup", "ModifyScheduledTask",
    "ModifySystemPropertyTemplate", "OperateApp", "PauseAgentTask", "RebootAndroidInstancesInGroup",
    "RebootCloudPhoneNodes", "RecoverAndroidInstance", "RecoverApp", "RecoveryFile", "RefreshAuthTokens",
    "RenewAndroidInstanceGroups", "RenewCloudPhoneNodes", "RenewMobileAgentPackage",
    "ResetAndroidInstancesInGroup", "ResumeAgentTask", "RunAgentTask", "RunCommand", "RunSyncCommand",
    "SendFile", "SendSystemPropertyTemplate", "SetAdbSecure", "SetNetworkBlacklist", "StartAndroidInstance",
    "StartInstanceAdb", "StopAndroidInstance", "StopInstanceAdb", "TagResources", "UninstallApp",
    "UninstallMonitorAgent", "UninstallSkills", "UntagResources", "UpdateCloudPhoneNodeSystemImage",
    "UpdateCustomImageName", "UpdateInstanceGroupImage", "UpdateInstanceImage",
    "UpgradeAndroidInstanceGroup",
];

/// The name under which a call is counted: the action as it was sent, known or not. What cannot be the name of an
/// action is counted under one name, so that nonsense cannot fill the table of counts.
pub(crate) fn counted_name(action: &str) -> &str {
    let plausible =
        (1..=64).contains(&action.len()) && action.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if plausible { action } else { "UnknownAction" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_has_no_name_twice() {
        assert!(ACTIONS.is_sorted_by(|a, b| a < b));
        assert_eq!(counted_name("BackupApp"), "BackupApp");
        assert_eq!(counted_name("RecoveryApp"), "RecoveryApp");
        assert_eq!(counted_name("../x"), "UnknownAction");
        assert_eq!(counted_name(""), "UnknownAction");
    }
}
