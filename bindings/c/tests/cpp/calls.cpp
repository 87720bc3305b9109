// Calls that are waited for, requests, and the views of answers.

#include "check.hpp"

#include <string>

#include <type_traits>

namespace pv = phonevault;
using namespace std::chrono_literals;

namespace {

void a_typed_call_gives_views()
{
    const pv::alibaba::Client client(test::alibaba());
    CHECK(client.cloud() == "alibaba");
    CHECK(client.region() == test::variable("PV_ALIBABA_REGION"));
    CHECK(!client.project_id());
    const std::vector<std::string> phones = test::ids("PV_PHONES_ALIBABA");
    pv::alibaba::DescribeAndroidInstancesRequest request;
    request.android_instance_ids = {phones.at(0)};
    const pv::alibaba::DescribeAndroidInstancesResponse answer = client.describe_android_instances(request);
    CHECK(!answer.request_id().empty());
    CHECK(answer.total_count() == 1);
    CHECK(answer.instance_model().has_value());
    CHECK(answer.instance_model()->size() == 1);
    const pv::alibaba::AndroidInstance phone = (*answer.instance_model())[0];
    CHECK(phone.android_instance_id() == phones.at(0));
    CHECK(phone.android_instance_status() == pv::alibaba::AndroidInstanceStatus::Running);
}

void views_outlive_the_answer_they_are_of()
{
    const pv::huawei::Client client(test::huawei());
    CHECK(client.project_id() == test::variable("PV_HUAWEI_PROJECT"));
    const std::vector<std::string> phones = test::ids("PV_PHONES_HUAWEI");
    std::vector<pv::huawei::CloudPhone> kept;
    // The list is that of an answer that nothing else holds.
    for (const pv::huawei::CloudPhone phone : client.list_cloud_phones().phones()) {
        kept.push_back(phone);
    }
    CHECK(kept.size() == phones.size());
    for (const std::string &id : phones) {
        bool found = false;
        for (const pv::huawei::CloudPhone &phone : kept) {
            found = found || phone.phone_id() == id;
        }
        CHECK(found);
    }
    // Moved from, it is what it was.
    const pv::huawei::CloudPhone taken = std::move(kept.front());
    CHECK(kept.front().phone_id() == taken.phone_id());
}

void numbers_maps_and_the_rest_are_read()
{
    const pv::huawei::Client client(test::huawei());
    pv::huawei::ShowCloudPhoneDetailRequest request;
    request.phone_id = test::ids("PV_PHONES_HUAWEI").at(0);
    const pv::huawei::ShowCloudPhoneDetailResponse phone = client.show_cloud_phone_detail(request);
    CHECK(phone.status() == pv::huawei::PhoneStatus::Running);
    if (const auto properties = phone.custom_property()) {
        for (const auto &[key, value] : *properties) {
            CHECK(properties->find(key) == value);
        }
        CHECK(!properties->find("no such key"));
    }
}

void untyped_calls_take_and_give_json()
{
    const pv::alibaba::Client client(test::alibaba());
    const std::string answer = client.call_json("DescribeRegions");
    CHECK(answer.find("\"RequestId\"") != std::string::npos);
    CHECK(client.call_json("DescribeTasks", R"({"Level": 2})").find("\"RequestId\"") != std::string::npos);
    CHECK_THROWS(pv::ValidationError, client.call_json("NoSuchOperation"), test::any);
    CHECK_THROWS(pv::ValidationError, client.call_json("DescribeTasks", "no JSON"), test::any);
}

void rules_are_kept_unless_they_are_skipped()
{
    const pv::huawei::Client client(test::huawei());
    pv::huawei::ListCloudPhonesRequest request;
    request.limit = 1000;
    CHECK_THROWS(pv::ValidationError, client.list_cloud_phones(request), [](const pv::Error &error) {
        CHECK(error.applied() == pv::Applied::No);
        CHECK(error.violations().size() == 1);
        CHECK(error.violations()[0].field() == "limit");
    });
    pv::CallOptions options;
    options.skip_rules = true;
    // The cloud refuses it, too.
    CHECK_THROWS(pv::RejectedError, client.list_cloud_phones(request, options), [](const pv::Error &error) {
        CHECK(error.http_status().has_value());
        CHECK(error.vendor_code().has_value());
    });
}

void what_c_could_not_be_told_is_refused()
{
    const pv::huawei::Client client(test::huawei());
    pv::huawei::ShowCloudPhoneDetailRequest request;
    request.phone_id = std::string("a\0b", 3);
    CHECK_THROWS(pv::ValidationError, client.show_cloud_phone_detail(request), [](const pv::Error &error) {
        CHECK(error.message() == "phone_id must not hold a NUL");
        CHECK(error.kind() == "validation");
    });
    pv::CallOptions options;
    options.timeout = 0ms;
    CHECK_THROWS(pv::ValidationError, client.list_cloud_phones({}, options), test::any);
}

void a_token_that_is_cancelled_begins_no_call()
{
    const pv::huawei::Client client(test::huawei());
    pv::CallOptions options;
    options.cancel.emplace();
    options.cancel->cancel();
    CHECK_THROWS(pv::CancelledError, client.list_cloud_phones({}, options), test::any);
}

void clients_are_moved()
{
    static_assert(!std::is_copy_constructible_v<pv::huawei::Client>);
    static_assert(std::is_nothrow_move_constructible_v<pv::huawei::Client>);
    static_assert(std::is_nothrow_move_assignable_v<pv::huawei::Client>);
    pv::huawei::Client first(test::huawei());
    pv::huawei::Client second(std::move(first));
    CHECK(!second.list_cloud_phones().phones().empty());
    CHECK_THROWS(pv::ValidationError, first.list_cloud_phones(), test::any);
    CHECK(first.region().empty());
    first = std::move(second);
    CHECK(!first.list_cloud_phones().phones().empty());
    first.close();
    first.close();
    CHECK_THROWS(pv::ClosedError, first.list_cloud_phones(), test::any);
}

#if __cplusplus >= 202002L
void requests_have_designated_initialisers()
{
    const pv::huawei::Client client({
        .region = test::variable("PV_HUAWEI_REGION"),
        .project_id = test::variable("PV_HUAWEI_PROJECT"),
        .access_key = test::variable("PV_HUAWEI_AK"),
        .secret_key = test::variable("PV_HUAWEI_SK"),
        .endpoint = test::variable("PV_CPH"),
    });
    const auto page = client.list_cloud_phones({.limit = 1}, {.timeout = 30s});
    CHECK(page.phones().size() == 1);
}
#endif

void test_all()
{
    CHECK(pv::version() == PV_VERSION);
    a_typed_call_gives_views();
    views_outlive_the_answer_they_are_of();
    numbers_maps_and_the_rest_are_read();
    untyped_calls_take_and_give_json();
    rules_are_kept_unless_they_are_skipped();
    what_c_could_not_be_told_is_refused();
    a_token_that_is_cancelled_begins_no_call();
    clients_are_moved();
#if __cplusplus >= 202002L
    requests_have_designated_initialisers();
#endif
}

} // namespace

int main()
{
    return test::run(test_all);
}
