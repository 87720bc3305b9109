// Jobs: waits with progress, what ends them early, and tokens.

#include "check.hpp"
#include "unending.hpp"

#include <future>
#include <stdexcept>
#include <thread>

namespace pv = phonevault;
using namespace std::chrono_literals;

namespace {

void a_job_is_waited_for_with_progress()
{
    const pv::alibaba::Client client(test::alibaba());
    const std::string phone = test::ids("PV_PHONES_ALIBABA").at(0);
    const pv::SubmittedJob<pv::alibaba::BackupResponse> job = client.backup_app(test::backup({phone}));
    CHECK(job.answer().data().size() == 1);
    CHECK(job.answer().data()[0].android_instance_id() == phone);
    CHECK(job.id() == job.answer().request_id());
    CHECK(job.token().substr(0, 4) == "pv1.");
    std::size_t looks = 0, ended = 0;
    pv::WaitOptions options = test::fast();
    options.on_update = [&](const pv::JobStatus &status) {
        CHECK(status.phones().size() == 1);
        CHECK(status.phones()[0].phone() == phone);
        ended = status.ended();
        ++looks;
    };
    const pv::JobResult result = job.wait(options);
    CHECK(looks >= 1);
    CHECK(ended == 1);
    CHECK(result.phones().size() == 1);
    const pv::PhoneOutcome outcome = result.phones()[0];
    CHECK(outcome.phone() == phone);
    CHECK(outcome.outcome() == pv::Outcome::Succeeded);
    CHECK(outcome.task().has_value());
    CHECK(outcome.task()->state() == pv::TaskState::Succeeded);
    CHECK(pv::name(outcome.task()->state()) == "succeeded");
    CHECK(outcome.task()->finished().has_value());
    CHECK(outcome.backup() == job.answer().data()[0].backup_file_id());
    CHECK(job.status().ended() == 1);
}

void a_job_is_taken_up_again_by_its_token()
{
    const pv::huawei::Client client(test::huawei());
    pv::huawei::StorageInfo storage;
    storage.phone_id = test::ids("PV_PHONES_HUAWEI").at(0);
    storage.include_files = {"/data/data/com.example.notes"};
    storage.bucket_name = test::variable("PV_BUCKET_OBS");
    storage.object_path = "cpp/token.tar";
    pv::huawei::BatchStorageRequest request;
    request.storage_infos = {storage};
    const std::string token(client.batch_storage(request).token());
    const pv::huawei::Client other(test::huawei());
    pv::Job job = other.resume_job(token);
    pv::Job moved = std::move(job);
    CHECK(moved.token() == token);
    CHECK(moved.wait(test::fast()).phones()[0].outcome() == pv::Outcome::Succeeded);
    CHECK_THROWS(pv::ValidationError, job.status(), test::any);
    CHECK_THROWS(pv::ValidationError, other.resume_job("pv1.nonsense"), test::any);
}

void phones_that_fail_are_an_error_with_all_outcomes()
{
    const pv::huawei::Client client(test::huawei());
    pv::huawei::RestoreInfo restore;
    restore.phone_id = test::ids("PV_PHONES_HUAWEI").at(1);
    restore.bucket_name = test::variable("PV_BUCKET_OBS");
    restore.object_path = "cpp/there-is-none.tar";
    pv::huawei::BatchRestoreRequest request;
    request.restore_infos = {restore};
    const auto job = client.batch_restore(request);
    const std::string token(job.token());
    CHECK_THROWS(pv::JobFailedError, job.wait(test::fast()), [&](const pv::Error &error) {
        CHECK(error.status() == PV_JOB_FAILED);
        CHECK(error.applied() == pv::Applied::Yes);
        CHECK(error.result().has_value());
        CHECK(error.result()->phones()[0].phone() == restore.phone_id);
        CHECK(error.result()->phones()[0].outcome() == pv::Outcome::Failed);
    });
    pv::WaitOptions options = test::fast();
    options.check = false;
    CHECK(job.wait(options).phones()[0].outcome() == pv::Outcome::Failed);
}

struct Enough : std::runtime_error {
    Enough() : std::runtime_error("enough") {}
};

void an_exception_of_the_callback_ends_the_wait_and_nothing_else()
{
    const test::Unending service;
    const pv::alibaba::Client client = service.client();
    const pv::Job job = client.resume_job(test::ended());
    pv::WaitOptions options = test::endless();
    options.cancel.emplace();
    options.on_update = [](const pv::JobStatus &) { throw Enough(); };
    CHECK_THROWS(Enough, job.wait(options), test::any);
    CHECK_THROWS(Enough, job.wait_async(options).get(), test::any);
    // Other work with the same token goes on.
    pv::CallOptions same;
    same.cancel = options.cancel;
    CHECK(job.status(same).ended() == 0);
}

void another_thread_cancels_a_wait()
{
    const test::Unending service;
    const pv::alibaba::Client client = service.client();
    const pv::Job job = client.resume_job(test::ended());
    const pv::CancelToken cancel;
    std::promise<void> looked;
    bool once = false;
    pv::WaitOptions options = test::endless();
    options.cancel = cancel;
    options.on_update = [&](const pv::JobStatus &status) {
        CHECK(status.ended() == 0);
        if (!once) {
            once = true;
            looked.set_value();
        }
    };
    std::thread other([&] {
        looked.get_future().wait();
        cancel.cancel();
    });
    const std::string token(job.token());
    CHECK_THROWS(pv::CancelledError, job.wait(options), [&](const pv::Error &error) {
        CHECK(error.applied() == pv::Applied::Yes);
        CHECK(error.token() == token);
    });
    other.join();
    CHECK_THROWS(pv::CancelledError, job.wait(options), test::any);
}

void a_callback_may_call()
{
    const pv::alibaba::Client client(test::alibaba());
    const auto job = client.backup_app(test::backup({test::ids("PV_PHONES_ALIBABA").at(0)}));
    std::size_t calls = 0;
    pv::WaitOptions options = test::fast();
    options.on_update = [&](const pv::JobStatus &) { calls += job.status().phones().size(); };
    job.wait(options);
    CHECK(calls >= 1);
}

void a_wait_ends_in_time()
{
    const test::Unending service;
    const pv::alibaba::Client client = service.client();
    const pv::Job job = client.resume_job(test::ended());
    pv::WaitOptions options = test::endless();
    options.timeout = 10ms;
    const std::string token(job.token());
    CHECK_THROWS(pv::WaitTimeoutError, job.wait(options), [&](const pv::Error &error) {
        CHECK(error.token() == token);
        CHECK(error.result().has_value());
        CHECK(error.result()->phones().size() == 1);
    });
}

void deleted_backups_are_waited_for()
{
    const pv::alibaba::Client client(test::alibaba());
    const auto job = client.backup_app(test::backup({test::ids("PV_PHONES_ALIBABA").at(1)}));
    job.wait(test::fast());
    const std::string id(job.answer().data()[0].backup_file_id().value());
    pv::alibaba::DeleteBackupFileRequest request;
    request.backup_file_id_list = {id};
    client.delete_backup_file(request);
    client.backup_files_gone({id}, test::fast());
    pv::alibaba::DescribeBackupFilesRequest look;
    look.backup_file_id = id;
    CHECK(client.describe_backup_files(look).total_count() == 0);
}

void test_all()
{
    a_job_is_waited_for_with_progress();
    a_job_is_taken_up_again_by_its_token();
    phones_that_fail_are_an_error_with_all_outcomes();
    an_exception_of_the_callback_ends_the_wait_and_nothing_else();
    another_thread_cancels_a_wait();
    a_callback_may_call();
    a_wait_ends_in_time();
    deleted_backups_are_waited_for();
}

} // namespace

int main()
{
    return test::run(test_all);
}
