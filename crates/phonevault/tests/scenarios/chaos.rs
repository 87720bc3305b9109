//! Everything goes wrong, and always in the same way: 64 callers at once in virtual time, under a seeded profile.

use std::sync::Arc;
use std::time::Duration;

use phonevault::alibaba::models as ecp;
use phonevault::context::Context;
use phonevault::credentials::Keys;
use phonevault::error::{Applied, Result};
use phonevault::huawei::models as cph;
use phonevault::job::Outcome;
use phonevault::waiter::Waiter;
use phonevault::{alibaba, huawei};
use phonevault_simulator::{Chaos, Config, Content, Ready, Request, ServiceName};
use phonevault_test_support::{Caller, World};
use serde_json::Value;

use crate::world::{NOTES, UPLOAD_HOST};

const CALLERS: usize = 64;
const RUNS: usize = 100;
const AT_ONCE: usize = 4;
/// How often each script is run; those that read a phone's files take a hundred times as long as the others.
const SCRIPTS: [usize; 16] = [0, 4, 1, 4, 2, 4, 1, 4, 3, 4, 1, 4, 1, 4, 4, 4];

/// What a user's program does about a call: a refusal that a retry can cure is tried again, after the time that it asks
/// for; nothing that may have been applied is.
async fn patiently<T, F: Future<Output = Result<T>>>(context: &Context, call: impl Fn() -> F) -> Option<T> {
    for attempt in 1..=4 {
        match call().await {
            Ok(answer) => return Some(answer),
            Err(error) if error.is_retryable() && error.applied() == Applied::No => {
                let pause = Duration::from_secs(attempt).max(error.retry_after().unwrap_or_default());
                context.sleep.sleep(pause).await;
            }
            Err(_) => return None,
        }
    }
    None
}

fn waiter() -> Waiter {
    Waiter { first_pause: Duration::from_secs(4), limit: Duration::from_secs(120), ..Waiter::default() }
}

/// Makes a call that answers a job, and waits until it is over; whatever comes of it.
macro_rules! job {
    ($context:expr, $call:expr) => {
        match patiently($context, || $call).await {
            Some(job) => {
                // Nothing is over before that.
                $context.sleep.sleep(Duration::from_secs(4)).await;
                job.wait(&waiter()).await.ok()
            }
            None => None,
        }
    };
}

/// One of five scripts on a phone of Huawei.
async fn on_huawei(script: usize, context: &Context, ready: &Ready, phone: &str) {
    let client = huawei::Client::builder(ready.huawei_region())
        .project_id(ready.huawei_project_id())
        .context(context.clone())
        .keys(Arc::new(Keys::new(ready.huawei_access_key(), ready.huawei_secret_key())))
        .endpoint(huawei::CPH_SERVICE, ready.endpoint(ServiceName::HuaweiCph))
        .build()
        .unwrap();
    let (bucket, key) = (ready.obs_bucket(), format!("chaos/{phone}.tar"));
    match script {
        0 => {
            let info = cph::StorageInfo::new(phone, [format!("/data/data/{NOTES}")], bucket, &*key);
            let backup = cph::BatchStorageRequest::new([info]);
            if job!(context, client.batch_storage(&backup)).is_some_and(|result| result.all_succeeded()) {
                let info = cph::RestoreInfo::new(phone, bucket, &*key);
                let restore = cph::BatchRestoreRequest::new([info]);
                job!(context, client.batch_restore(&restore));
            }
        }
        1 => {
            let stop = cph::StopCloudPhoneRequest::new([phone]);
            job!(context, client.stop_cloud_phone(&stop));
            let restart = cph::RestartCloudPhoneRequest::new([phone]);
            job!(context, client.restart_cloud_phone(&restart));
        }
        2 => {
            let command = cph::RunSyncCommandRequest::new("touch /data/local/tmp/x", [phone]);
            patiently(context, || client.run_sync_command(&command)).await;
            let shell = cph::RunShellCommandRequest::new("rm /data/local/tmp/x", [phone]);
            job!(context, client.run_shell_command(&shell));
        }
        3 => {
            let reset = cph::ResetCloudPhoneRequest::new([phone]);
            job!(context, client.reset_cloud_phone(&reset));
        }
        _ => {
            let show = cph::ShowCloudPhoneDetailRequest::new(phone);
            patiently(context, || client.show_cloud_phone_detail(&show)).await;
            let stop = cph::StopCloudPhoneRequest::new([phone]);
            job!(context, client.stop_cloud_phone(&stop));
        }
    }
}

/// One of five scripts on a phone of Alibaba.
async fn on_alibaba(script: usize, context: &Context, ready: &Ready, phone: &str) {
    let client = alibaba::Client::builder(ready.alibaba_region())
        .context(context.clone())
        .keys(Arc::new(Keys::new(ready.alibaba_access_key_id(), ready.alibaba_access_key_secret())))
        .endpoint(alibaba::ECP_SERVICE, ready.endpoint(ServiceName::AlibabaEcp))
        .build()
        .unwrap();
    let phones = || vec![phone.to_owned()];
    match script {
        0 => {
            let folder = format!("oss://{}/chaos/", ready.oss_bucket());
            let backup = ecp::BackupFileRequest {
                upload_endpoint: Some(UPLOAD_HOST.to_owned()),
                ..ecp::BackupFileRequest::paths([phone], ["/data/media/0/DCIM"], &*folder)
            };
            let result = job!(context, client.backup_file(&backup));
            let saved = result
                .into_iter()
                .flat_map(|result| result.phones)
                .find_map(|phone| phone.backup.filter(|_| phone.outcome == Some(Outcome::Succeeded)));
            if let Some(file) = saved {
                let restore = ecp::RecoveryFileRequest::of_id([phone], file);
                job!(context, client.recovery_file(&restore));
            }
        }
        1 => {
            let stop =
                ecp::StopAndroidInstanceRequest { android_instance_ids: phones(), ..Default::default() };
            job!(context, client.stop_android_instance(&stop));
            let start =
                ecp::StartAndroidInstanceRequest { android_instance_ids: phones(), ..Default::default() };
            job!(context, client.start_android_instance(&start));
        }
        2 => {
            let command = ecp::RunSyncCommandRequest::new([phone], "touch /data/local/tmp/x");
            patiently(context, || client.run_sync_command(&command)).await;
            let command = ecp::RunCommandRequest::new([phone], "rm /data/local/tmp/x");
            job!(context, client.run_command(&command));
        }
        3 => {
            let reset = ecp::ResetAndroidInstancesInGroupRequest {
                android_instance_ids: phones(),
                ..Default::default()
            };
            job!(context, client.reset_android_instances_in_group(&reset));
        }
        _ => {
            let list =
                ecp::DescribeAndroidInstancesRequest { android_instance_ids: phones(), ..Default::default() };
            patiently(context, || client.describe_android_instances(&list)).await;
            let reboot = ecp::RebootAndroidInstancesInGroupRequest {
                android_instance_ids: phones(),
                ..Default::default()
            };
            job!(context, client.reboot_android_instances_in_group(&reboot));
        }
    }
}

async fn program(number: usize, caller: Caller, ready: Ready, cloud: String, phone: String) {
    let (script, context) = (SCRIPTS[number / 2 % SCRIPTS.len()], caller.context());
    match &*cloud {
        "huawei" => Box::pin(on_huawei(script, context, &ready, &phone)).await,
        _ => Box::pin(on_alibaba(script, context, &ready, &phone)).await,
    }
}

fn admin(world: &World, path: &str) -> Value {
    let answer = world.universe().handle(Request::new(ServiceName::Admin, "GET", path));
    serde_json::from_slice(&answer.read_all().unwrap()).unwrap()
}

fn world(chaos: Option<Chaos>) -> World {
    let content = Content::Seeded { bytes_per_phone: 2000 };
    World::new(Config { phones: CALLERS, content, chaos, ..Config::default() }).unwrap()
}

/// Cloud and id of each phone: the same in every world of one seed.
fn phones() -> Vec<(String, String)> {
    let text = |phone: &Value, field: &str| phone[field].as_str().unwrap().to_owned();
    let all = admin(&world(None), "/phones");
    let all = all["phones"].as_array().unwrap().iter();
    all.map(|phone| (text(phone, "cloud"), text(phone, "phone_id"))).collect()
}

/// The ledger after one run of the scripts, in an order of its own, times included.
async fn run(phones: &[(String, String)], chaos: Chaos) -> Vec<String> {
    let world = world(Some(chaos));
    let ready = world.ready();
    world
        .callers(CALLERS, 1, |number, caller| {
            let (cloud, phone) = phones[number].clone();
            program(number, caller, ready.clone(), cloud, phone)
        })
        .await;
    world.universe().advance(Duration::from_secs(3600));
    let ledger = admin(&world, "/ledger");
    let mut lines: Vec<String> = ledger["entries"].as_array().unwrap().iter().map(Value::to_string).collect();
    lines.sort_unstable();
    lines
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_runs_of_one_seed_apply_the_same() {
    let phones = Arc::new(phones());
    let chaos = Chaos { seed: 42, rate: 0.3 };
    let first = run(&phones, chaos).await;
    // Several worlds at a time, so that no core waits for the last callers of one.
    for _ in 0..RUNS / AT_ONCE {
        let runs = [(); AT_ONCE].map(|()| {
            let phones = Arc::clone(&phones);
            tokio::spawn(async move { run(&phones, chaos).await })
        });
        for run in runs {
            assert_eq!(run.await.unwrap(), first);
        }
    }
    let quiet = run(&phones, Chaos { rate: 0.0, ..chaos }).await;
    // Two in the first three scripts, one in the others.
    let each: usize = SCRIPTS.iter().map(|script| if *script < 3 { 2 } else { 1 }).sum();
    assert_eq!(quiet.len(), CALLERS / SCRIPTS.len() * each, "without faults everything is done once");
    assert!(quiet.iter().all(|line| line.contains(r#""result":"succeeded""#)));
    assert_ne!(first, quiet);
    let other = run(&phones, Chaos { seed: 43, ..chaos }).await;
    assert_ne!(first, other, "another seed decides otherwise");
}
