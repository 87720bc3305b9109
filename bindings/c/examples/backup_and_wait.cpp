// Backs up one application of a few phones of Alibaba Cloud Phone, and waits until all of them have ended.
//
//     backup_and_wait PACKAGE PHONE PHONE…
//
// It reads PV_ALIBABA_REGION, PV_BUCKET_OSS and PV_ALIBABA_UPLOAD_ENDPOINT, and if they are set PV_ECP (an endpoint
// other than the vendor's), PV_PHONES_ALIBABA (phones, with commas between them), PV_ALIBABA_KEY and
// PV_ALIBABA_SECRET (other keys than those of ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET).

#include "environment.hpp"

#include <phonevault/alibaba.hpp>
#include <phonevault/errors.hpp>

#include <iostream>

namespace alibaba = phonevault::alibaba;

int main(int argc, char **argv)
try {
    alibaba::Options options;
    options.region = environment::needed("PV_ALIBABA_REGION");
    options.endpoint = environment::given("PV_ECP");
    options.access_key_id = environment::given("PV_ALIBABA_KEY");
    options.access_key_secret = environment::given("PV_ALIBABA_SECRET");
    const alibaba::Client client(options);

    alibaba::BackupAppRequest request;
    request.source_app_list = {argc > 1 ? argv[1] : "com.example.notes"};
    request.android_instance_id_list = environment::phones(argc, argv, "PV_PHONES_ALIBABA");
    request.backup_file_path = "oss://" + environment::needed("PV_BUCKET_OSS") + "/nightly/";
    request.upload_endpoint = environment::needed("PV_ALIBABA_UPLOAD_ENDPOINT");

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
