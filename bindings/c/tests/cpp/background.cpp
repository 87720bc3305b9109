// Calls that nobody waits for: futures, completions, and the log.

#include "check.hpp"
#include "unending.hpp"

#include <atomic>
#include <future>
#include <memory>
#include <mutex>
#include <thread>

namespace pv = phonevault;

namespace {

void futures_give_answers_and_errors()
{
    const pv::huawei::Client client(test::huawei());
    auto phones = client.list_cloud_phones_async();
    pv::huawei::ShowCloudPhoneDetailRequest nobody;
    nobody.phone_id = "0123456789abcdef0123456789abcdef";
    auto missing = client.show_cloud_phone_detail_async(nobody);
    auto untyped = client.call_json_async("ListCloudPhones");
    CHECK(phones.get().phones().size() == test::ids("PV_PHONES_HUAWEI").size());
    CHECK_THROWS(pv::NotFoundError, missing.get(), test::any);
    CHECK(untyped.get().find("phones") != std::string::npos);
}

void a_job_is_submitted_and_waited_for_by_futures()
{
    const pv::alibaba::Client client(test::alibaba());
    const std::string phone = test::ids("PV_PHONES_ALIBABA").at(0);
    std::future<pv::JobResult> result;
    std::atomic<std::size_t> looks{0};
    {
        const auto job = client.backup_app_async(test::backup({phone})).get();
        CHECK(job.answer().data()[0].android_instance_id() == phone);
        CHECK(job.status_async().get().phones().size() == 1);
        pv::WaitOptions options = test::fast();
        options.on_update = [&](const pv::JobStatus &) { ++looks; };
        result = job.wait_async(options);
        // The wait goes on without the job and the options.
    }
    CHECK(result.get().phones()[0].outcome() == pv::Outcome::Succeeded);
    CHECK(looks >= 1);
}

/// Tells when it is gone, and cannot be copied.
struct Counted {
    explicit Counted(std::shared_ptr<int> alive) : alive_(std::move(alive)) {}
    Counted(Counted &&) = default;
    Counted(const Counted &) = delete;

    template <class T> void operator()(pv::Result<T> result) { told(result.ok()); }

    std::promise<bool> promise{};

private:
    void told(bool ok) { promise.set_value(ok); }

    std::shared_ptr<int> alive_;
};

void completions_are_called_once_and_freed()
{
    const auto alive = std::make_shared<int>(0);
    {
        const pv::Runtime runtime;
        const pv::huawei::Client client(test::huawei(), runtime);
        Counted counted(alive);
        std::future<bool> told = counted.promise.get_future();
        client.list_cloud_phones_start({}, std::move(counted));
        CHECK(told.get());
        // A call that cannot begin throws, and is told to nobody.
        pv::CallOptions cancelled;
        cancelled.cancel.emplace();
        cancelled.cancel->cancel();
        CHECK_THROWS(pv::CancelledError, client.list_cloud_phones_start({}, Counted(alive), cancelled), test::any);
    }
    // The runtime waited for the last completion.
    CHECK(alive.use_count() == 1);
}

void calls_may_begin_in_completions_but_not_be_waited_for()
{
    const pv::huawei::Client client(test::huawei());
    std::promise<bool> refused;
    std::promise<std::size_t> counted;
    client.list_cloud_phones_start({}, [&](pv::Result<pv::huawei::ListCloudPhonesResponse> first) {
        CHECK(first.ok());
        try {
            client.list_cloud_phones();
            refused.set_value(false);
        } catch (const pv::UnsupportedError &) {
            refused.set_value(true);
        }
        client.list_cloud_phones_start({}, [&](pv::Result<pv::huawei::ListCloudPhonesResponse> second) {
            counted.set_value(second.get().phones().size());
        });
    });
    CHECK(refused.get_future().get());
    CHECK(counted.get_future().get() == test::ids("PV_PHONES_HUAWEI").size());
}

void a_client_that_closes_ends_what_runs()
{
    const test::Unending service;
    const pv::alibaba::Client client = service.client();
    const pv::Job job = client.resume_job(test::ended());
    std::promise<void> looked;
    std::atomic<bool> once{false};
    pv::WaitOptions options = test::endless();
    options.on_update = [&](const pv::JobStatus &) {
        if (!once.exchange(true)) {
            looked.set_value();
        }
    };
    std::future<pv::JobResult> wait = job.wait_async(options);
    looked.get_future().wait();
    client.close();
    CHECK_THROWS(pv::ClosedError, wait.get(), [](const pv::Error &error) {
        CHECK(error.applied() == pv::Applied::Yes);
        CHECK(error.token().has_value());
    });
}

void the_log_names_operations_and_no_secrets()
{
    std::mutex mutex;
    std::string lines;
    pv::RuntimeOptions options;
    options.log_level = pv::LogLevel::Debug;
    options.log = [&](pv::LogLevel, std::string_view line) {
        const std::lock_guard<std::mutex> lock(mutex);
        lines.append(line).append("\n");
    };
    {
        pv::Runtime first(std::move(options));
        const pv::Runtime runtime = std::move(first);
        const pv::huawei::Client client(test::huawei(), runtime);
        client.list_cloud_phones();
        client.list_cloud_phones_async().get();
    }
    CHECK(lines.find("ListCloudPhones") != std::string::npos);
    CHECK(lines.find(test::variable("PV_HUAWEI_SK")) == std::string::npos);
}

void test_all()
{
    futures_give_answers_and_errors();
    a_job_is_submitted_and_waited_for_by_futures();
    completions_are_called_once_and_freed();
    calls_may_begin_in_completions_but_not_be_waited_for();
    a_client_that_closes_ends_what_runs();
    the_log_names_operations_and_no_secrets();
}

} // namespace

int main()
{
    return test::run(test_all);
}
