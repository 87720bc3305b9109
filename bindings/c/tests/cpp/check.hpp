#pragma once

// What the tests have in common: checks that say which line failed, and clients of the simulator.

#include <phonevault.hpp>

#include <chrono>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#define CHECK(condition)                                                                                               \
    do {                                                                                                               \
        if (!(condition)) {                                                                                            \
            std::cerr << __FILE__ << ':' << __LINE__ << ": not so: " #condition "\n";                                  \
            std::exit(1);                                                                                              \
        }                                                                                                              \
    } while (false)

// That a statement throws exactly this class, whose error `seen` then looks at.
#define CHECK_THROWS(Class, statement, seen)                                                                           \
    do {                                                                                                               \
        bool thrown = false;                                                                                           \
        try {                                                                                                          \
            statement;                                                                                                 \
        } catch (const Class &error) {                                                                                 \
            thrown = true;                                                                                             \
            CHECK(typeid(error) == typeid(Class));                                                                     \
            seen(error);                                                                                               \
        }                                                                                                              \
        CHECK(thrown);                                                                                                 \
    } while (false)

namespace test {

using namespace std::chrono_literals;

/// For errors of which the class says everything.
inline void any(const std::exception &) {}

inline std::string variable(const char *name)
{
    const char *value = std::getenv(name);
    if (value == nullptr) {
        throw std::runtime_error(std::string(name) + " is not set");
    }
    return value;
}

inline std::vector<std::string> ids(const char *name)
{
    const std::string all = variable(name);
    std::vector<std::string> ids;
    for (std::string::size_type from = 0; from < all.size();) {
        const std::string::size_type comma = all.find(',', from);
        ids.push_back(all.substr(from, comma - from));
        from = comma == std::string::npos ? all.size() : comma + 1;
    }
    return ids;
}

inline phonevault::huawei::Options huawei()
{
    phonevault::huawei::Options options;
    options.region = variable("PV_HUAWEI_REGION");
    options.project_id = variable("PV_HUAWEI_PROJECT");
    options.access_key = variable("PV_HUAWEI_AK");
    options.secret_key = variable("PV_HUAWEI_SK");
    options.endpoint = variable("PV_CPH");
    options.endpoints = {{"huawei_iam", variable("PV_IAM")}, {"huawei_obs", variable("PV_OBS")}};
    return options;
}

inline phonevault::alibaba::Options alibaba()
{
    phonevault::alibaba::Options options;
    options.region = variable("PV_ALIBABA_REGION");
    options.access_key_id = variable("PV_ALIBABA_KEY");
    options.access_key_secret = variable("PV_ALIBABA_SECRET");
    options.endpoint = variable("PV_ECP");
    options.endpoints = {{"alibaba_oss", variable("PV_OSS")}, {"alibaba_sts", variable("PV_STS")}};
    return options;
}

/// A backup of an application that every simulated phone has.
inline phonevault::alibaba::BackupAppRequest backup(const std::vector<std::string> &phones)
{
    phonevault::alibaba::BackupAppRequest request;
    request.android_instance_id_list = phones;
    request.source_app_list = {"com.example.notes"};
    request.upload_endpoint = variable("PV_ALIBABA_UPLOAD_ENDPOINT");
    request.backup_file_path = "oss://" + variable("PV_BUCKET_OSS") + "/cpp/";
    return request;
}

/// Work in the simulator is over soon.
inline phonevault::WaitOptions fast()
{
    phonevault::WaitOptions options;
    options.timeout = 60s;
    options.first_pause = 10ms;
    options.longest_pause = 50ms;
    return options;
}

/// A wait whose second look comes too late for a test.
inline phonevault::WaitOptions endless()
{
    phonevault::WaitOptions options;
    options.first_pause = 1h;
    options.longest_pause = 1h;
    return options;
}

/// Runs a test; what it throws fails it.
inline int run(void (*body)())
{
    try {
        body();
        return 0;
    } catch (const std::exception &error) {
        std::cerr << "threw: " << error.what() << '\n';
        return 1;
    }
}

} // namespace test
