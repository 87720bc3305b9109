// What can go wrong with a call, and what to do about it. It lists all phones of Huawei Cloud Phone Host, and asks for one that does not
// exist.
//
//     ./error_handling cn-north-4
//
// Keys come from HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK, the project from HUAWEICLOUD_SDK_PROJECT_ID.

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

int main(int argc, char **argv)
try {
    if (argc != 2) {
        std::cerr << "usage: " << argv[0] << " REGION\n";
        return 2;
    }
    huawei::Options options;
    options.region = argv[1];
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
