//! The port: both clouds as runs and the command line drive them.

use std::sync::Arc;

use phonevault::cloud::{
    BackupBatch, BackupItem, BackupRef, BackupState, Cloud, CloudLimits, Compatibility, Finding, Marker,
    PowerAction, RestoreBatch, RestoreItem,
};
use phonevault::job::{Job, TaskState};
use phonevault::phone::{PhoneId, Power};
use phonevault::scope::{Scope, ScopeKind};
use phonevault::store::Dialect;
use phonevault::{Applied, ErrorKind};
use phonevault_simulator::ServiceName;

use crate::tree::{below, holds_all};
use crate::world::{NOTES, World, waiter};

/// Both clouds, with the store that belongs to each.
fn clouds(world: &World) -> [(Arc<dyn Cloud>, Dialect); 2] {
    [(Arc::new(world.huawei()), Dialect::Obs), (Arc::new(world.alibaba()), Dialect::Oss)]
}

fn ids(texts: &[String]) -> Vec<PhoneId> {
    texts.iter().map(|text| PhoneId::from(&**text)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn phones_are_listed_to_the_end_and_described_in_the_order_asked() {
    let world = World::fast(10).await;
    let small = |limits: &CloudLimits| CloudLimits { page_size: 2, ..limits.clone() };
    let huawei = world
        .huawei_builder()
        .keys(Arc::new(world.huawei_keys()))
        .limits(small(world.huawei().limits()))
        .build()
        .unwrap();
    let alibaba = world
        .alibaba_builder(None)
        .keys(Arc::new(world.alibaba_keys()))
        .limits(small(world.alibaba().limits()))
        .build()
        .unwrap();
    let clouds: [Arc<dyn Cloud>; 2] = [Arc::new(huawei), Arc::new(alibaba)];
    for cloud in clouds {
        let known = ids(&world.ids(cloud.name()).await);
        let (mut from, mut sizes, mut found) = (None, Vec::new(), Vec::new());
        loop {
            let page = cloud.list_phones(from.as_deref()).await.unwrap();
            sizes.push(page.phones.len());
            found.extend(page.phones);
            from = page.next;
            if from.is_none() {
                break;
            }
        }
        assert_eq!(sizes, [2, 2, 1], "{}", cloud.name());
        found.reverse();
        assert_eq!(found.iter().map(|phone| phone.id.clone()).collect::<Vec<_>>(), known);
        assert!(found.iter().all(|phone| phone.power == Power::Running && phone.name.is_some()));
        assert!(found.iter().all(|phone| phone.region.as_deref() == Some(cloud.region())));

        let asked = [known[3].clone(), known[0].clone(), known[4].clone()];
        let described = cloud.describe_phones(&asked).await.unwrap();
        assert_eq!(described.iter().map(|phone| phone.id.clone()).collect::<Vec<_>>(), asked);
        let stranger = match cloud.name() {
            "huawei" => "0".repeat(32),
            _ => "acp-nobody0000000000".to_owned(),
        };
        let error = cloud.describe_phones(&[known[0].clone(), (*stranger).into()]).await.unwrap_err();
        assert_eq!((error.kind(), error.applied()), (ErrorKind::NotFound, Applied::No));
        assert!(error.message().contains(&stranger), "{error}");
        assert!(cloud.list_phones(Some("what no page gave")).await.is_err());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_fits_where_and_what_each_cloud_offers() {
    let world = World::fast(8).await;
    for (cloud, dialect) in clouds(&world) {
        let phones = cloud.describe_phones(&ids(&world.ids(cloud.name()).await)).await.unwrap();
        // Of four phones the last is older.
        assert_eq!(cloud.restorable(&phones[0], &phones[1]), Compatibility::Ready);
        assert_eq!(cloud.restorable(&phones[3], &phones[3]), Compatibility::Ready);
        let onto_older = cloud.restorable(&phones[0], &phones[3]);
        assert!(matches!(onto_older, Compatibility::Refused(_)), "{onto_older:?}");
        let onto_newer = cloud.restorable(&phones[3], &phones[0]);
        match dialect {
            Dialect::Obs => assert!(matches!(onto_newer, Compatibility::Warning(_)), "{onto_newer:?}"),
            Dialect::Oss => assert!(matches!(onto_newer, Compatibility::Refused(_)), "{onto_newer:?}"),
        }
        let unknown = phonevault::phone::Phone::new("p".into(), Power::Running);
        let verdict = cloud.restorable(&unknown, &phones[0]);
        assert!(matches!(verdict, Compatibility::CannotTell(_)), "{verdict:?}");

        let service = match dialect {
            Dialect::Obs => ServiceName::HuaweiObs,
            Dialect::Oss => ServiceName::AlibabaOss,
        };
        assert_eq!(cloud.store_endpoint("any-bucket").unwrap(), world.endpoint(service));
        assert_eq!(cloud.store_rules().scheme(), dialect.scheme());
        for scope in [ScopeKind::Apps, ScopeKind::Paths] {
            cloud.check_scope(scope).unwrap();
        }
        if dialect == Dialect::Obs {
            let error = cloud.check_scope(ScopeKind::Whole).unwrap_err();
            assert_eq!((error.kind(), error.cloud()), (ErrorKind::Unsupported, Some("huawei")));
            assert!(error.message().contains("whole"), "{error}");
            let batch = BackupBatch {
                items: vec![BackupItem { phone: phones[0].id.clone(), to: world.at(dialect, "k") }],
                scope: Scope::Whole,
                marker: Marker::new("m"),
            };
            assert_eq!(cloud.submit_backup(&batch).await.unwrap_err().kind(), ErrorKind::Unsupported);
            assert_eq!(cloud.list_backups(None).await.unwrap_err().kind(), ErrorKind::Unsupported);
        } else {
            cloud.check_scope(ScopeKind::Whole).unwrap();
            assert!(cloud.list_backups(None).await.unwrap().0.is_empty());
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_steps_bring_an_application_back_on_both_clouds() {
    let world = World::fast(4).await;
    for (cloud, dialect) in clouds(&world) {
        let phones = ids(&world.ids(cloud.name()).await);
        let home = format!("/data/data/{NOTES}");
        let marker = Marker::new("Run 1");
        let folder = world.at(dialect, "port/");
        let items = phones
            .iter()
            .map(|phone| BackupItem { phone: phone.clone(), to: cloud.destination(&folder, phone, &marker) });
        let items: Vec<BackupItem> = items.collect();
        assert!(items.iter().all(|item| item.to.to_string().contains("run-1")));
        let scope = Scope::Apps(vec![NOTES.to_owned()]);
        let batch = BackupBatch { items: items.clone(), scope, marker: marker.clone() };
        let submission = cloud.submit_backup(&batch).await.unwrap();
        let job = Job::new(cloud.clone(), submission.clone(), ());
        assert!(job.wait(&waiter()).await.unwrap().all_succeeded());

        let mut restores = Vec::new();
        for (item, sent) in items.iter().zip(&submission.items) {
            let reference = BackupRef {
                phone: Some(item.phone.clone()),
                id: sent.backup.clone(),
                to: Some(item.to.clone()),
                scope: Some(ScopeKind::Apps),
            };
            let backup = cloud.find_backup(&reference).await.unwrap();
            let state =
                if dialect == Dialect::Obs { BackupState::NotRecorded } else { BackupState::Available };
            assert_eq!((&backup.state, backup.phone.as_ref()), (&state, Some(&item.phone)));
            assert!(world.store(dialect).stat(&backup.location).await.unwrap().bytes > 0);
            // Without the id, the folder and the phone together name it too.
            let by_place = cloud.find_backup(&BackupRef { id: None, ..reference }).await.unwrap();
            assert_eq!(by_place.location, backup.location);
            restores.push(RestoreItem { phone: item.phone.clone(), backup });
        }

        let before = world.tree(phones[0].as_str()).await;
        let saved = below(&before, &[&home]);
        world.damage(phones[0].as_str(), &home).await;
        assert!(!holds_all(&world.tree(phones[0].as_str()).await, &saved));
        let batch = RestoreBatch { items: restores[..1].to_vec() };
        let job = Job::new(cloud.clone(), cloud.submit_restore(&batch).await.unwrap(), ());
        assert!(job.wait(&waiter()).await.unwrap().all_succeeded());
        if cloud.policies().restart_after_restore {
            let restart = cloud.power(PowerAction::Restart, &phones[..1]).await.unwrap();
            assert!(Job::new(cloud.clone(), restart, ()).wait(&waiter()).await.unwrap().all_succeeded());
        }
        assert!(holds_all(&world.tree(phones[0].as_str()).await, &saved));
        // What a run may do after a lost answer: the marker finds the record, where the cloud keeps one.
        let found = cloud.find_by_marker(&phones[0], &marker).await.unwrap();
        if cloud.capabilities().finds_by_marker {
            assert!(matches!(found, Finding::Found(backup) if backup.phone.as_ref() == Some(&phones[0])));
            let other = Marker::new("Run 1 of another day");
            assert_eq!(cloud.find_by_marker(&phones[0], &other).await.unwrap(), Finding::NotSeen);
        } else {
            assert!(matches!(found, Finding::CannotTell(_)));
        }
        // What a cloud does not offer it refuses by name.
        let can = cloud.capabilities();
        if !can.deletes_backups {
            let refused = cloud.delete_backups(&["x".to_owned()]).await.unwrap_err();
            assert_eq!(refused.kind(), ErrorKind::Unsupported, "{refused}");
        }
        assert!(can.probes && can.resets);
    }
    let (backups, next) = world.alibaba().list_backups(None).await.unwrap();
    assert_eq!((backups.len(), next), (2, None));
    assert!(backups.iter().all(|backup| backup.scope == Some(ScopeKind::Apps)));
}

#[tokio::test(flavor = "multi_thread")]
async fn power_and_one_poll_for_many_tasks() {
    let world = World::fast(6).await;
    for (cloud, _) in clouds(&world) {
        let phones = ids(&world.ids(cloud.name()).await);
        let mut handles = Vec::new();
        for phone in &phones {
            let stopped = cloud.power(PowerAction::Stop, std::slice::from_ref(phone)).await.unwrap();
            assert!(
                Job::new(cloud.clone(), stopped.clone(), ()).wait(&waiter()).await.unwrap().all_succeeded()
            );
            handles.extend(stopped.handles());
        }
        handles.reverse();
        let states = cloud.poll(&handles).await.unwrap();
        assert!(states.len() == 3 && states.iter().all(|status| status.state == TaskState::Succeeded));
        let started = cloud.power(PowerAction::Start, &phones[..2]).await.unwrap();
        assert!(Job::new(cloud.clone(), started, ()).wait(&waiter()).await.unwrap().all_succeeded());
        let now = cloud.describe_phones(&phones).await.unwrap();
        let now: Vec<&Power> = now.iter().map(|phone| &phone.power).collect();
        assert_eq!(now, [&Power::Running, &Power::Running, &Power::Stopped]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn phones_are_probed_and_reset_on_both_clouds() {
    let world = World::fast(4).await;
    for (cloud, _) in clouds(&world) {
        let phones = ids(&world.ids(cloud.name()).await);
        for phone in &phones {
            world.put_file(phone.as_str(), "/data/media/0/mine.txt", b"mine").await;
        }
        let said = cloud.probe(&phones[0], "cat /data/media/0/mine.txt").await.unwrap();
        assert_eq!(said.trim_end(), "mine", "{}", cloud.name());
        let nobody = PhoneId::from("0123456789abcdef0123456789abcdef");
        let error = cloud.probe(&nobody, "echo canary-of-a-command").await.unwrap_err();
        assert!(!format!("{error} {error:?}").contains("canary"), "{error:?}");
        let reset = cloud.reset(&phones[..1]).await.unwrap();
        let job = Job::new(cloud.clone(), reset, ());
        assert!(job.wait(&waiter()).await.unwrap().all_succeeded());
        assert!(below(&world.tree(phones[0].as_str()).await, &["/data/media/0/mine.txt"]).is_empty());
        assert_eq!(below(&world.tree(phones[1].as_str()).await, &["/data/media/0/mine.txt"]).len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn backups_are_deleted_and_their_records_waited_for() {
    let world = World::fast(6).await;
    let client = Arc::new(world.alibaba());
    let cloud: Arc<dyn Cloud> = client.clone();
    let phones = ids(&world.ids("alibaba").await);
    let folder = world.at(Dialect::Oss, "doomed/");
    let items = phones.iter().map(|phone| BackupItem { phone: phone.clone(), to: folder.clone() }).collect();
    let scope = Scope::Apps(vec![NOTES.to_owned()]);
    let batch = BackupBatch { items, scope, marker: Marker::new("doomed") };
    let submission = cloud.submit_backup(&batch).await.unwrap();
    assert!(Job::new(cloud.clone(), submission.clone(), ()).wait(&waiter()).await.unwrap().all_succeeded());
    let backups: Vec<String> = submission.items.iter().filter_map(|item| item.backup.clone()).collect();
    assert_eq!(backups.len(), 3);
    cloud.delete_backups(&backups[..2]).await.unwrap();
    let (left, _) = cloud.list_backups(None).await.unwrap();
    assert_eq!(left.iter().map(|backup| backup.id.as_ref()).collect::<Vec<_>>(), [Some(&backups[2])]);
    // One unknown id refuses the whole call: nothing is deleted.
    let both = [backups[2].clone(), "bf-nobody".to_owned()];
    let error = cloud.delete_backups(&both).await.unwrap_err();
    assert_eq!(error.applied(), Applied::No, "{error}");
    assert_eq!(cloud.list_backups(None).await.unwrap().0.len(), 1);
}
