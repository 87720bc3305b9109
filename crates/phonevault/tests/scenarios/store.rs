//! The object stores: objects of backups, and keys that no backup can name.

use phonevault::credentials::Keys;
use phonevault::location::Location;
use phonevault::store::{Dialect, ObjectStore};
use phonevault::{Applied, ErrorKind};

use crate::world::World;

const BOTH: [Dialect; 2] = [Dialect::Obs, Dialect::Oss];

/// Keys in which blanks, `+`, `%`, `?`, `#` and letters beyond ASCII stand for themselves.
const ODD: [&str; 5] =
    ["odd/a b", "odd/a+b", "odd/a%20b%2Fc", "odd/笔记 №1/Ä?x=1&y#z", "odd/~'()*!;:@,=$[]<>\"|^`{}"];

async fn content(store: &ObjectStore, at: &Location, range: Option<std::ops::Range<u64>>) -> Vec<u8> {
    let mut stream = store.read(at, range).await.unwrap();
    let announced = stream.bytes();
    let mut all = Vec::new();
    while let Some(chunk) = stream.chunk().await.unwrap() {
        all.extend_from_slice(&chunk);
    }
    assert_eq!(announced, Some(all.len() as u64));
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn odd_keys_are_told_apart_by_every_verb() {
    let world = World::fast(0).await;
    for dialect in BOTH {
        let store = world.store(dialect);
        for (index, key) in ODD.iter().enumerate() {
            world.put_object(dialect, &world.at(dialect, key), format!("content {index}").as_bytes()).await;
        }
        for (index, key) in ODD.iter().enumerate() {
            let at = world.at(dialect, key);
            let wanted = format!("content {index}").into_bytes();
            assert_eq!(store.stat(&at).await.unwrap().bytes, wanted.len() as u64, "{at}");
            assert_eq!(content(&store, &at, None).await, wanted, "{at}");
        }
        let listed = store.list(&world.at(dialect, "odd/"), None).await.unwrap();
        let mut keys: Vec<&str> = listed.objects.iter().map(|object| &*object.location.key).collect();
        let mut wanted = ODD.to_vec();
        keys.sort_unstable();
        wanted.sort_unstable();
        assert_eq!((keys, listed.next), (wanted, None));
        for (index, key) in ODD.iter().enumerate() {
            let at = world.at(dialect, key);
            store.delete(&at).await.unwrap();
            assert_eq!(store.stat(&at).await.unwrap_err().kind(), ErrorKind::NotFound);
            let left = store.list(&world.at(dialect, "odd/"), None).await.unwrap().objects.len();
            assert_eq!(left, ODD.len() - index - 1, "{at}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn facts_ranges_and_what_is_not_there() {
    let world = World::fast(0).await;
    for dialect in BOTH {
        let store = world.store(dialect);
        let at = world.at(dialect, "facts/digits");
        world.put_object(dialect, &at, b"123456789").await;
        world.put_object(dialect, &world.at(dialect, "facts/empty"), b"").await;
        let object = store.stat(&at).await.unwrap();
        assert_eq!((&object.location, object.bytes), (&at, 9));
        assert_eq!(object.etag.unwrap().to_ascii_lowercase(), "25f9e794323b453885f5181f1b624d0b");
        assert!(object.modified.is_some());
        // The check value of CRC-64/XZ; OBS computes none.
        let crc = (dialect == Dialect::Oss).then_some(0x995D_C9BB_DF19_39FA);
        assert_eq!(object.crc64, crc);
        assert!(store.exists(&at).await.unwrap());

        assert_eq!(content(&store, &at, Some(0..1)).await, b"1");
        assert_eq!(content(&store, &at, Some(2..5)).await, b"345");
        assert_eq!(content(&store, &at, Some(5..900)).await, b"6789");
        let error = store.read(&at, Some(9..10)).await.unwrap_err();
        assert_eq!((error.http_status(), error.vendor_code()), (Some(416), Some("InvalidRange")));
        assert_eq!(store.read(&at, Some(3..3)).await.unwrap_err().kind(), ErrorKind::Validation);
        assert_eq!(content(&store, &world.at(dialect, "facts/empty"), None).await, b"");

        let nothing = world.at(dialect, "facts/nothing");
        assert!(!store.exists(&nothing).await.unwrap());
        let error = store.read(&nothing, None).await.unwrap_err();
        assert_eq!((error.kind(), error.vendor_code()), (ErrorKind::NotFound, Some("NoSuchKey")));
        assert!(error.request_id().is_some());
        store.delete(&nothing).await.unwrap();
        let elsewhere = Location::new(dialect.scheme(), "no-such-bucket-at-all", "k");
        let error = store.read(&elsewhere, None).await.unwrap_err();
        assert_eq!((error.kind(), error.vendor_code()), (ErrorKind::NotFound, Some("NoSuchBucket")));
        assert!(store.list(&elsewhere, None).await.is_err());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_list_comes_page_by_page() {
    let world = World::fast(0).await;
    for dialect in BOTH {
        for number in 0..1003 {
            // A blank and a plus in each key: markers have to carry them too.
            world.put_object(dialect, &world.at(dialect, &format!("many/k +{number:04}")), b"").await;
        }
        world.put_object(dialect, &world.at(dialect, "other"), b"").await;
        let (store, prefix) = (world.store(dialect), world.at(dialect, "many/"));
        let first = store.list(&prefix, None).await.unwrap();
        let second = store.list(&prefix, first.next.as_deref()).await.unwrap();
        assert_eq!((first.objects.len(), second.objects.len()), (1000, 3));
        assert!(first.next.is_some() && second.next.is_none());
        let all = first.objects.iter().chain(&second.objects);
        let keys: Vec<&str> = all.map(|object| &*object.location.key).collect();
        let wanted: Vec<String> = (0..1003).map(|number| format!("many/k +{number:04}")).collect();
        assert_eq!(keys, wanted);
        let none = store.list(&world.at(dialect, "nothing"), None).await.unwrap();
        assert!(none.objects.is_empty() && none.next.is_none());
        let whole = store.list(&world.at(dialect, ""), None).await.unwrap();
        assert_eq!(whole.objects.len(), 1000);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_keys_change_and_tell_nothing() {
    let world = World::fast(0).await;
    for dialect in BOTH {
        let at = world.at(dialect, "k");
        world.put_object(dialect, &at, b"kept").await;
        let good = match dialect {
            Dialect::Obs => world.huawei_keys(),
            Dialect::Oss => world.alibaba_keys(),
        };
        for access_key in [&*good.access_key, "NOBODY"] {
            let store = world.store_as(dialect, Keys::new(access_key, "canary-of-a-secret-key"));
            let error = store.read(&at, None).await.unwrap_err();
            assert_eq!(
                (error.kind(), error.http_status()),
                (ErrorKind::Authentication, Some(403)),
                "{error}"
            );
            // A HEAD of OBS is answered without any code: only the status speaks.
            let kind = store.stat(&at).await.unwrap_err().kind();
            assert!(matches!(kind, ErrorKind::Authentication | ErrorKind::PermissionDenied), "{kind}");
            assert!(store.exists(&at).await.is_err(), "a refusal is no proof that nothing is there");
            assert_eq!(store.list(&at, None).await.unwrap_err().kind(), ErrorKind::Authentication);
            let error = store.delete(&at).await.unwrap_err();
            assert_eq!((error.kind(), error.applied()), (ErrorKind::Authentication, Applied::No));
            assert!(!format!("{error:?}{error}{store:?}").contains("canary"));
        }
        assert_eq!(content(&world.store(dialect), &at, None).await, b"kept");
    }
}
