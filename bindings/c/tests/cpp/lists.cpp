// Lists: by items, by pages, and by the items of pages.

#include "check.hpp"

#include <iterator>
#include <set>
#include <type_traits>

#if __cplusplus >= 202002L
#include <ranges>
#endif

namespace pv = phonevault;

namespace {

pv::huawei::ListCloudPhonesRequest one_a_page()
{
    pv::huawei::ListCloudPhonesRequest request;
    request.limit = 1;
    return request;
}

std::set<std::string> wanted()
{
    const std::vector<std::string> ids = test::ids("PV_PHONES_HUAWEI");
    return {ids.begin(), ids.end()};
}

void items_come_over_all_pages()
{
    const pv::huawei::Client client(test::huawei());
    std::set<std::string> seen;
    std::size_t count = 0;
    for (const pv::huawei::CloudPhone &phone : client.list_cloud_phones_pages(one_a_page())) {
        seen.emplace(phone.phone_id());
        ++count;
    }
    CHECK(seen == wanted());
    CHECK(count == seen.size());
}

void pages_come_one_by_one()
{
    const pv::huawei::Client client(test::huawei());
    pv::huawei::ListCloudPhonesPages pages = client.list_cloud_phones_pages(one_a_page());
    std::set<std::string> seen;
    while (const auto page = pages.next()) {
        CHECK(page->phones().size() <= 1);
        for (const auto phone : page->phones()) {
            seen.emplace(phone.phone_id());
        }
    }
    CHECK(seen == wanted());
    CHECK(!pages.next());
}

void who_stops_goes_on_where_it_stopped()
{
    const pv::huawei::Client client(test::huawei());
    pv::huawei::ListCloudPhonesPages before = client.list_cloud_phones_pages();
    std::set<std::string> seen;
    for (const auto &phone : before) {
        seen.emplace(phone.phone_id());
        break;
    }
    static_assert(!std::is_copy_constructible_v<pv::huawei::ListCloudPhonesPages>);
    pv::huawei::ListCloudPhonesPages pages = std::move(before);
    // The rest of the page, without those that were given.
    const auto rest = pages.next_items();
    CHECK(rest.has_value());
    for (const auto phone : *rest) {
        CHECK(seen.emplace(phone.phone_id()).second);
    }
    CHECK(seen == wanted());
    CHECK(!pages.next_items());
    CHECK(!pages.next_item());
    CHECK(pages.begin() == pages.end());
}

void lists_of_the_other_cloud()
{
    const pv::alibaba::Client client(test::alibaba());
    pv::alibaba::DescribeAndroidInstancesRequest request;
    request.max_results = 1;
    std::size_t count = 0;
    for (const auto &phone : client.describe_android_instances_pages(request)) {
        CHECK(!phone.android_instance_id().empty());
        ++count;
    }
    CHECK(count == test::ids("PV_PHONES_ALIBABA").size());
}

void a_list_is_cancelled()
{
    const pv::huawei::Client client(test::huawei());
    pv::CallOptions options;
    options.cancel.emplace();
    pv::huawei::ListCloudPhonesPages pages = client.list_cloud_phones_pages(one_a_page(), options);
    CHECK(pages.next_item().has_value());
    options.cancel->cancel();
    CHECK_THROWS(pv::CancelledError, pages.next_item(), test::any);
}

#if __cplusplus >= 202002L
static_assert(std::ranges::forward_range<pv::List<pv::huawei::CloudPhone>>);
static_assert(std::ranges::forward_range<pv::Map<std::string_view>>);
static_assert(std::ranges::input_range<pv::huawei::ListCloudPhonesPages>);
#endif

void test_all()
{
    items_come_over_all_pages();
    pages_come_one_by_one();
    who_stops_goes_on_where_it_stopped();
    lists_of_the_other_cloud();
    a_list_is_cancelled();
}

} // namespace

int main()
{
    return test::run(test_all);
}
