// Exports files of one phone of Huawei Cloud Phone Host to OBS, restores them and restarts the phone. It shows the
// progress; Ctrl-C ends the waiting and not the work: the token that is printed goes on with it.
//
//     restore_with_progress [OBJECT PHONE]
//
// **Restoring overwrites files of the phone.** It reads PV_HUAWEI_REGION, PV_HUAWEI_PROJECT and PV_BUCKET_OBS, and
// if they are set PV_CPH (an endpoint other than the vendor's), PV_PHONES_HUAWEI (phones, of which it takes the
// first), PV_HUAWEI_AK and PV_HUAWEI_SK (other keys than those of HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK).

#include "environment.hpp"

#include <phonevault/errors.hpp>
#include <phonevault/huawei.hpp>

#include <chrono>
#include <csignal>
#include <future>
#include <iostream>
#include <string>

namespace huawei = phonevault::huawei;

namespace {

volatile std::sig_atomic_t interrupted = 0;

void interrupt(int)
{
    interrupted = 1;
}

/// Waits and shows each look; looks five times a second whether somebody pressed Ctrl-C.
void ended(const char *what, const phonevault::Job &job)
{
    std::cout << what << " is submitted: " << job.token() << '\n';
    const phonevault::CancelToken cancel;
    phonevault::WaitOptions options;
    options.cancel = cancel;
    options.on_update = [what](const phonevault::JobStatus &status) {
        std::cout << what << ": " << status.ended() << " of " << status.phones().size() << " ended\n";
    };
    std::future<phonevault::JobResult> wait = job.wait_async(options);
    while (wait.wait_for(std::chrono::milliseconds(200)) != std::future_status::ready) {
        if (interrupted != 0) {
            cancel.cancel();
        }
    }
    wait.get();
}

} // namespace

int main(int argc, char **argv)
try {
    std::signal(SIGINT, interrupt);
    huawei::Options options;
    options.region = environment::needed("PV_HUAWEI_REGION");
    options.project_id = environment::needed("PV_HUAWEI_PROJECT");
    options.endpoint = environment::given("PV_CPH");
    options.access_key = environment::given("PV_HUAWEI_AK");
    options.secret_key = environment::given("PV_HUAWEI_SK");
    const huawei::Client client(options);

    const std::string phone = environment::phones(argc, argv, "PV_PHONES_HUAWEI").front();
    const std::string bucket = environment::needed("PV_BUCKET_OBS");
    const std::string object = argc > 1 ? argv[1] : "examples/notes.tar";

    huawei::StorageInfo storage;
    storage.phone_id = phone;
    storage.include_files = {"/data/data/com.example.notes"};
    storage.bucket_name = bucket;
    storage.object_path = object;
    huawei::BatchStorageRequest backup;
    backup.storage_infos = {storage};
    ended("backup", client.batch_storage(backup));

    huawei::RestoreInfo info;
    info.phone_id = phone;
    info.bucket_name = bucket;
    info.object_path = object;
    huawei::BatchRestoreRequest restore;
    restore.restore_infos = {info};
    ended("restore", client.batch_restore(restore));

    // Restored files are seen only after a restart.
    huawei::RestartPhoneProperty restarted;
    restarted.phone_id = phone;
    huawei::RestartCloudPhoneRequest restart;
    restart.phones = {restarted};
    ended("restart", client.restart_cloud_phone(restart));
    return 0;
} catch (const phonevault::CancelledError &error) {
    std::cerr << "interrupted; the work goes on: " << error.token().value_or("") << '\n';
    return 130;
} catch (const phonevault::Error &error) {
    std::cerr << error.what() << ' ' << error.token().value_or("") << '\n';
    return error.applied() == phonevault::Applied::No ? 1 : 4;
}
