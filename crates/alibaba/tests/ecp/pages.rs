//! Lists page by page, and services that never end them.

use phonevault_alibaba::models::{DescribeBackupFilesRequest, DescribeTasksRequest};
use phonevault_core::testing::Reply;
use phonevault_core::{Applied, ErrorKind};
use serde_json::{Value, json};

use crate::bench::{Bench, REQUEST_ID};

fn page(ids: &[&str], next: &str) -> Value {
    let data: Vec<Value> = ids.iter().map(|id| json!({"BackupFileId": id})).collect();
    json!({"RequestId": REQUEST_ID, "NextToken": next, "Data": data})
}

#[tokio::test]
async fn all_pages_are_read_with_the_same_filter() {
    let bench = Bench::answering(&[page(&["a", "b"], "n1"), page(&[], "n2"), page(&["c"], "")]);
    let request = DescribeBackupFilesRequest { backup_file_name: Some("x".into()), ..Default::default() };
    let mut pages = bench.client.describe_backup_files_pages(request);
    let all = pages.collect(100).await.unwrap();
    let ids: Vec<&str> = all.iter().map(|record| &*record.backup_file_id).collect();
    assert_eq!(ids, ["a", "b", "c"]);
    let queries: Vec<String> = bench.sent().into_iter().map(|(_, query)| query).collect();
    assert_eq!(
        queries,
        ["BackupFileName=x", "BackupFileName=x&NextToken=n1", "BackupFileName=x&NextToken=n2"]
    );
    assert!(pages.next().await.unwrap().is_none());
    assert_eq!(bench.requests().len(), 3);
}

#[tokio::test]
async fn a_cap_ends_the_reading() {
    let bench = Bench::answering(&[page(&["a", "b"], "n1"), page(&["c", "d"], "n2")]);
    let mut pages = bench.client.describe_backup_files_pages(DescribeBackupFilesRequest::default());
    assert_eq!(pages.collect(3).await.unwrap().len(), 3);
    assert_eq!(bench.requests().len(), 2);
}

#[tokio::test]
async fn a_repeated_token_is_malformed_not_a_loop() {
    let bench = Bench::answering(&[page(&["a"], "n1"), page(&["b"], "n2"), page(&["c"], "n1")]);
    let mut pages = bench.client.describe_backup_files_pages(DescribeBackupFilesRequest::default());
    let error = pages.collect(100).await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::Malformed, Applied::No));
    assert!(error.message().contains("NextToken"), "{error}");
    assert!(pages.next().await.unwrap().is_none());

    let bench = Bench::answering(&[page(&["a"], "start")]);
    let request = DescribeBackupFilesRequest { next_token: Some("start".into()), ..Default::default() };
    assert!(bench.client.describe_backup_files_pages(request).next().await.is_err());
}

#[tokio::test]
async fn empty_pages_without_end_are_malformed() {
    let bench = Bench::new();
    for n in 0..500 {
        let body = json!({"RequestId": REQUEST_ID, "NextToken": format!("n{n}"), "Data": []});
        bench.reply(Reply::json(200, &body.to_string()));
    }
    let error =
        bench.client.describe_tasks_pages(DescribeTasksRequest::default()).collect(10).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Malformed);
    assert!(bench.requests().len() <= 100);
}

#[tokio::test]
async fn a_failed_page_can_be_asked_for_again() {
    let bench = Bench::answering(&[page(&["a"], "n1")]);
    bench.reply(Reply::json(503, r#"{"Code":"ServiceUnavailable"}"#));
    bench.reply(Reply::json(200, &page(&["b"], "").to_string()));
    let mut pages = bench.client.describe_backup_files_pages(DescribeBackupFilesRequest::default());
    pages.next().await.unwrap().unwrap();
    assert!(pages.next().await.unwrap_err().is_retryable());
    let last = pages.next().await.unwrap().unwrap();
    assert_eq!(last.data.unwrap()[0].backup_file_id, "b");
    assert_eq!(bench.sent()[1], bench.sent()[2]);
}
