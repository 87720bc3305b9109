// Backs up one application of a phone of Alibaba Cloud, and waits for the end.
//
//     ./backup_and_wait cn-shanghai acp-1 com.example.notes oss://bucket/folder/
//
// Keys come from ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET.

#include <phonevault/alibaba.hpp>
#include <phonevault/errors.hpp>

#include <iostream>

namespace alibaba = phonevault::alibaba;

int main(int argc, char **argv)
try {
    if (argc != 5) {
        std::cerr << "usage: " << argv[0] << " REGION PHONE APP oss://BUCKET/FOLDER/\n";
        return 2;
    }
    alibaba::Options options;
    options.region = argv[1];
    const alibaba::Client client(options);

    alibaba::BackupAppRequest request;
    request.android_instance_id_list = {argv[2]};
    request.source_app_list = {argv[3]};
    request.backup_file_path = argv[4];
    request.upload_endpoint = "oss-" + options.region + "-internal.aliyuncs.com";

    const auto job = client.backup_app(request);
    std::cout << "submitted; any process can take it up again with " << job.token() << '\n';

    phonevault::WaitOptions wait;
    wait.check = false; // Each phone is looked at below.
    bool all = true;
    for (const phonevault::PhoneOutcome &phone : job.wait(wait).phones()) {
        const auto outcome = phone.outcome().value_or(phonevault::Outcome::Unknown);
        all = all && outcome == phonevault::Outcome::Succeeded;
        std::cout << phone.phone() << ": " << phonevault::name(outcome) << ", backup "
                  << phone.backup().value_or("none") << ' ' << phone.message().value_or("") << '\n';
    }
    return all ? 0 : 3;
} catch (const phonevault::Error &error) {
    // Applied::No: nothing happened. Applied::Unknown: look at the phones before you send it again.
    std::cerr << error.what() << '\n';
    return error.applied() == phonevault::Applied::No ? 1 : 4;
}
