//! The object store in Huawei's dialect.

#![allow(clippy::unwrap_used)]

mod support;

use phonevault_simulator::Request;
use support::Bench;

fn text(response: &phonevault_simulator::Response) -> String {
    String::from_utf8(response.read_all().unwrap()).unwrap()
}

#[test]
fn objects_are_put_read_in_ranges_and_deleted() {
    let bench = Bench::new(|_| {});
    let put = bench.obs(
        "PUT",
        "a/b%20c%C3%A4.bin",
        &[("x-obs-meta-src", "p01"), ("content-type", "x/y")],
        b"0123456789",
    );
    assert_eq!((put.status, put.header("etag")), (200, Some("\"781e5e245d69b566979b86e28d23f2c7\"")));
    let head = bench.obs("HEAD", "a/b%20c%C3%A4.bin", &[], b"");
    assert_eq!(head.header("content-length"), Some("10"));
    assert_eq!(head.header("content-type"), Some("x/y"));
    assert_eq!(head.header("x-obs-meta-src"), Some("p01"));
    assert!(head.header("x-obs-request-id").is_some() && head.read_all().unwrap().is_empty());
    let part = bench.obs("GET", "a/b%20c%C3%A4.bin", &[("range", "bytes=2-4")], b"");
    assert_eq!((part.status, text(&part).as_str()), (206, "234"));
    assert_eq!(part.header("content-range"), Some("bytes 2-4/10"));
    let beyond = bench.obs("GET", "a/b%20c%C3%A4.bin", &[("range", "bytes=10-")], b"");
    assert!(beyond.status == 416 && text(&beyond).contains("<Code>InvalidRange</Code>"));
    let same = bench.obs(
        "GET",
        "a/b%20c%C3%A4.bin",
        &[("if-none-match", "\"781e5e245d69b566979b86e28d23f2c7\"")],
        b"",
    );
    assert_eq!(same.status, 304);
    assert_eq!(bench.obs("GET", "a/b%20c%C3%A4.bin", &[("if-match", "\"x\"")], b"").status, 412);
    assert_eq!(bench.obs("DELETE", "a/b%20c%C3%A4.bin", &[], b"").status, 204);
    assert_eq!(bench.obs("DELETE", "a/b%20c%C3%A4.bin", &[], b"").status, 204);
    assert_eq!(bench.obs("HEAD", "a/b%20c%C3%A4.bin", &[], b"").status, 404);
    let gone = bench.obs("GET", "a/b%20c%C3%A4.bin", &[], b"");
    assert!(gone.status == 404 && text(&gone).contains("<Code>NoSuchKey</Code>"));
}

#[test]
fn what_does_not_fit_its_digest_is_not_stored() {
    let bench = Bench::new(|_| {});
    let digest = [("content-md5", "CY9rzUYh03PK3k6DJie09g==")];
    assert_eq!(bench.obs("PUT", "k", &digest, b"test").status, 200);
    let bad = bench.obs("PUT", "k", &digest, b"best");
    assert!(bad.status == 400 && text(&bad).contains("BadDigest"));
    assert_eq!(text(&bench.obs("GET", "k", &[], b"")), "test");
}

#[test]
fn buckets_are_listed_in_pages() {
    let bench = Bench::new(|_| {});
    for key in ["n/1", "n/2", "n/deep/3", "o&amp", "z"] {
        assert_eq!(bench.obs("PUT", &support::encode(key), &[], b"x").status, 200);
    }
    let list = |query: &str| text(&bench.obs("GET", &format!("?{query}"), &[], b""));
    let keys = |xml: &str| {
        xml.split("<Key>").skip(1).map(|s| s.split('<').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(keys(&list("")), ["n/1", "n/2", "n/deep/3", "o&amp;amp", "z"]);
    let first = list("max-keys=2&prefix=n/");
    assert_eq!(keys(&first), ["n/1", "n/2"]);
    assert!(
        first.contains("<IsTruncated>true</IsTruncated><") && first.contains("<NextMarker>n/2</NextMarker>")
    );
    assert_eq!(keys(&list("max-keys=2&prefix=n/&marker=n/2")), ["n/deep/3"]);
    let rolled = list("prefix=n/&delimiter=/");
    assert_eq!(keys(&rolled), ["n/1", "n/2"]);
    assert!(rolled.contains("<CommonPrefixes><Prefix>n/deep/</Prefix></CommonPrefixes>"));
    assert!(list("max-keys=5000").contains("<MaxKeys>1000</MaxKeys>"));
    assert!(list("max-keys=x").contains("InvalidArgument"));
    assert!(list("acl").contains("<Error>"));
}

#[test]
fn a_bucket_may_stand_in_the_host() {
    let bench = Bench::new(|_| {});
    bench.obs("PUT", "dir/k", &[], b"x");
    let host = format!("{}.obs.cn-north-4.myhuaweicloud.com", bench.bucket());
    let request = bench.signed_obs("GET", "/dir/k", &host, &[], b"");
    assert_eq!(text(&bench.universe.handle(request)), "x");
    let request = bench.signed_obs("GET", "/", "none.obs.cn-north-4.myhuaweicloud.com", &[], b"");
    assert!(text(&bench.universe.handle(request)).contains("NoSuchBucket"));
}

#[test]
fn unsigned_and_wrongly_signed_calls_are_refused() {
    let bench = Bench::new(|_| {});
    bench.obs("PUT", "k", &[], b"x");
    let target = format!("/{}/k", bench.bucket());
    let plain = Request::new(phonevault_simulator::ServiceName::HuaweiObs, "GET", &target)
        .with_header("host", "127.0.0.1");
    let answer = bench.universe.handle(plain);
    assert!(answer.status == 403 && text(&answer).contains("AccessDenied"));
    let mut moved = bench.signed_obs("GET", &target, "127.0.0.1", &[], b"");
    moved.path.push('2');
    let answer = bench.universe.handle(moved);
    assert!(answer.status == 403 && text(&answer).contains("SignatureDoesNotMatch"));
    let mut undated = bench.signed_obs("GET", &target, "127.0.0.1", &[], b"");
    undated.headers.retain(|(name, _)| name != "date");
    let answer = bench.universe.handle(undated);
    assert!(answer.status == 403 && text(&answer).contains("AccessDenied"));
    let counts = &bench.admin("GET", "/requests", b"").1["counts"];
    assert_eq!(counts["huawei.obs.GetObject"]["received"], 3);
    assert_eq!(counts["huawei.obs.PutObject"]["applied"], 1);
}

#[test]
fn the_vendors_client_may_ask_unsigned_how_to_sign() {
    let bench = Bench::new(|_| {});
    let target = format!("/{}?apiversion", bench.bucket());
    let service = phonevault_simulator::ServiceName::HuaweiObs;
    let ask = Request::new(service, "HEAD", &target).with_header("host", "127.0.0.1");
    assert_eq!(bench.universe.handle(ask).header("x-obs-api"), Some("3.0"));
    let other = Request::new(service, "GET", &target).with_header("host", "127.0.0.1");
    assert_eq!(bench.universe.handle(other).status, 403);
}

#[test]
fn an_archived_object_has_facts_but_gives_no_bytes() {
    let bench = Bench::new(|_| {});
    let class = |name: &str| bench.obs("PUT", name, &[("x-obs-storage-class", name)], b"x").status;
    assert_eq!((class("STANDARD"), class("WARM"), class("COLD"), class("ODD")), (200, 200, 200, 400));
    let head =
        |name: &str| bench.obs("HEAD", name, &[], b"").header("x-obs-storage-class").map(str::to_owned);
    assert_eq!((head("STANDARD"), head("WARM")), (None, Some("WARM".to_owned())));
    assert_eq!(head("COLD"), Some("COLD".to_owned()));
    assert_eq!(bench.obs("GET", "WARM", &[], b"").status, 200);
    let refused = bench.obs("GET", "COLD", &[], b"");
    assert!(refused.status == 403 && text(&refused).contains("<Code>InvalidObjectState</Code>"));
    let listed = text(&bench.obs("GET", "", &[], b""));
    assert!(listed.contains("<StorageClass>COLD</StorageClass>") && listed.contains("STANDARD"));
}

#[test]
fn a_bucket_that_cannot_be_is_told_from_one_that_is_not() {
    let bench = Bench::new(|_| {});
    let get = |bucket: &str| {
        let request = bench.signed_obs("GET", &format!("/{bucket}/k"), "127.0.0.1:1", &[], b"");
        text(&bench.universe.handle(request))
    };
    for bad in ["ab", "UPPER", "a..b", "a.-b", "-ab", "ab-", "192.168.0.1", &"x".repeat(64)] {
        assert!(get(bad).contains("<Code>InvalidBucketName</Code>"), "{bad}");
    }
    assert!(get("not-there").contains("<Code>NoSuchBucket</Code>"));
}
