// What can go wrong with a call, and what to do about it. It asks for phones of Huawei Cloud Phone Host of which
// one does not exist, and lists all there are.
//
//     error_handling
//
// It reads PV_HUAWEI_REGION, PV_HUAWEI_PROJECT, and if they are set PV_CPH, PV_HUAWEI_AK and PV_HUAWEI_SK.

#include "environment.hpp"

#include <phonevault/errors.hpp>
#include <phonevault/huawei.hpp>

#include <chrono>
#include <iostream>
#include <string>

namespace huawei = phonevault::huawei;

namespace {

/// Looks at a phone; what to do about an error depends on its kind.
int show(const huawei::Client &client, const std::string &id)
try {
    huawei::ShowCloudPhoneDetailRequest request;
    request.phone_id = id;
    const huawei::ShowCloudPhoneDetailResponse phone = client.show_cloud_phone_detail(request);
    std::cout << id << ": " << phone.phone_name().value_or("without a name") << '\n';
    return 0;
} catch (const phonevault::ValidationError &error) {
    // Nothing was sent: every broken rule is named.
    for (const phonevault::Violation &violation : error.violations()) {
        std::cout << violation.field() << ' ' << violation.rule() << '\n';
    }
    return 2;
} catch (const phonevault::NotFoundError &error) {
    std::cout << id << ": there is no such phone (request " << error.request_id().value_or("unknown") << ")\n";
    return 3;
}

} // namespace

int main()
try {
    huawei::Options options;
    options.region = environment::needed("PV_HUAWEI_REGION");
    options.project_id = environment::needed("PV_HUAWEI_PROJECT");
    options.endpoint = environment::given("PV_CPH");
    options.access_key = environment::given("PV_HUAWEI_AK");
    options.secret_key = environment::given("PV_HUAWEI_SK");
    const huawei::Client client(options);

    int failed = 0;
    for (const huawei::CloudPhone &phone : client.list_cloud_phones_pages()) {
        failed += show(client, std::string(phone.phone_id()));
    }
    const bool refused = show(client, std::string(40, 'x')) == 2;
    const bool missing = show(client, "0123456789abcdef0123456789abcdef") == 3;
    return failed == 0 && refused && missing ? 0 : 1;
} catch (const phonevault::Error &error) {
    // All other kinds: keys, network, throttling, an answer that cannot be understood. The same call may be sent
    // again only if it is retryable, after the pause that the vendor asks for.
    std::cerr << error.kind() << ": " << error.what() << '\n';
    if (error.retryable()) {
        const auto pause = error.retry_after().value_or(std::chrono::seconds(1));
        std::cerr << "try again in " << pause.count() << " ms\n";
    }
    return 1;
}
