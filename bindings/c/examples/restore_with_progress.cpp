// Restores an export onto a phone of Huawei Cloud and restarts it. It shows the progress; Ctrl-C ends the waiting and not the work: the
// token that is printed goes on with it.
//
//     ./restore_with_progress cn-north-4 BUCKET KEY PHONE
//
// RESTORING OVERWRITES FILES OF THE PHONE. Keys come from HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK, the project from
// HUAWEICLOUD_SDK_PROJECT_ID.

#include <phonevault/errors.hpp>
#include <phonevault/huawei.hpp>

#include <chrono>
#include <csignal>
#include <future>
#include <iostream>

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
    if (argc != 5) {
        std::cerr << "usage: " << argv[0] << " REGION BUCKET KEY PHONE\n";
        return 2;
    }
    std::signal(SIGINT, interrupt);
    huawei::Options options;
    options.region = argv[1];
    const huawei::Client client(options);

    huawei::RestoreInfo info;
    info.phone_id = argv[4];
    info.bucket_name = argv[2];
    info.object_path = argv[3];
    huawei::BatchRestoreRequest restore;
    restore.restore_infos = {info};
    ended("restore", client.batch_restore(restore));

    // Restored files are seen only after a restart.
    huawei::RestartPhoneProperty restarted;
    restarted.phone_id = argv[4];
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
