//! Accounts, keys and bucket names, all made from the seed.

use crate::random::Random;

/// Who may call the simulated clouds, and where their objects go.
#[derive(Clone)]
pub(crate) struct Identity {
    pub(crate) huawei: HuaweiIdentity,
    pub(crate) alibaba: AlibabaIdentity,
    /// The bucket that exists on OBS at the start.
    pub(crate) obs_bucket: String,
    /// The bucket that exists on OSS at the start; begins with `cloudphone-saved-bucket-`.
    pub(crate) oss_bucket: String,
}

/// The Huawei account.
#[derive(Clone)]
pub(crate) struct HuaweiIdentity {
    pub(crate) access_key: String,
    pub(crate) secret_key: String,
    pub(crate) project_id: String,
    pub(crate) domain_id: String,
    pub(crate) user_id: String,
    pub(crate) region: String,
    pub(crate) user: String,
    pub(crate) password: String,
    pub(crate) domain: String,
}

/// The Alibaba account.
#[derive(Clone)]
pub(crate) struct AlibabaIdentity {
    pub(crate) access_key_id: String,
    pub(crate) access_key_secret: String,
    pub(crate) account_id: String,
    pub(crate) region: String,
    pub(crate) role_arn: String,
}

impl Identity {
    pub(crate) fn seeded(seed: u64) -> Self {
        let mut random = Random::labelled(seed, "identity");
        let account_id = format!("1{}", random.digits(15));
        Self {
            huawei: HuaweiIdentity {
                access_key: format!("HPUA{}", random.upper(16)),
                secret_key: random.mixed(40),
                project_id: random.hex(32),
                domain_id: random.hex(32),
                user_id: random.hex(32),
                region: "cn-north-4".to_owned(),
                user: "backup-bot".to_owned(),
                password: random.mixed(20),
                domain: "acme-account".to_owned(),
            },
            alibaba: AlibabaIdentity {
                access_key_id: format!("LTAI5t{}", random.mixed(18)),
                access_key_secret: random.mixed(30),
                region: "cn-shanghai".to_owned(),
                role_arn: format!("acs:ram::{account_id}:role/phonevault-simulated"),
                account_id,
            },
            obs_bucket: format!("phone-backups-{}", random.lower(8)),
            oss_bucket: format!("cloudphone-saved-bucket-{}", random.lower(8)),
        }
    }
}

// Written by hand so that neither keys nor the password can end in a log.
impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Identity")
            .field("huawei", &self.huawei.access_key)
            .field("alibaba", &self.alibaba.access_key_id)
            .field("obs_bucket", &self.obs_bucket)
            .field("oss_bucket", &self.oss_bucket)
            .finish_non_exhaustive()
    }
}
