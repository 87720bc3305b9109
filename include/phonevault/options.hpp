#pragma once

/// \file
/// The options of calls and waits. Fields that are not set say: as the client has it, or the default.

#include "cancel.hpp"
#include "check.hpp"
#include "jobs.hpp"

#include <phonevault.h>

#include <chrono>
#include <functional>
#include <optional>
#include <string>

namespace phonevault {

/// Where one service listens.
struct Endpoint {
    /// `huawei_cph`, `huawei_iam`, `huawei_obs`, `alibaba_ecp`, `alibaba_oss` or `alibaba_sts`.
    std::string service{};
    /// `https://host[:port]`; plain `http` only to loopback.
    std::string url{};
};

/// The options of one call.
struct CallOptions {
    /// Sends also what breaks a documented rule or a guessed limit: the way out if the cloud or your account allows
    /// more than its page says.
    bool skip_rules = false;
    /// The longest time of one exchange. Default: that of the client.
    std::optional<std::chrono::milliseconds> timeout{};
    /// Ends the call early.
    std::optional<CancelToken> cancel{};
};

/// How to wait for a job.
struct WaitOptions {
    /// The longest time to wait. Default one hour. The work goes on when it has passed.
    std::optional<std::chrono::milliseconds> timeout{};
    /// The first pause between two looks. Each is half as long again as the one before. Default 2 s.
    std::optional<std::chrono::milliseconds> first_pause{};
    /// The longest pause between two looks. Default 30 s.
    std::optional<std::chrono::milliseconds> longest_pause{};
    /// Whether a phone that did not succeed is an error. `false` gives its outcome with the others.
    bool check = true;
    /// Ends the wait at once. The work in the cloud goes on.
    std::optional<CancelToken> cancel{};
    /// Is told each look. The status, with all views and texts of it, is valid only until the callback returns. An
    /// exception ends the wait and reaches the one who waits. Calls of the library that block are allowed in it if
    /// the wait is one that blocks, and refused with `UnsupportedError` if it is not.
    std::function<void(const JobStatus &)> on_update{};
};

namespace detail {

/// The options of a call for C. They borrow the token.
inline pv_call_options c_options(const CallOptions &options)
{
    pv_call_options raw{};
    raw.size = sizeof raw;
    raw.skip_rules = options.skip_rules ? PV_FLAG_TRUE : PV_FLAG_UNSET;
    raw.timeout_ms = milliseconds(options.timeout, "timeout");
    raw.cancel = options.cancel ? options.cancel->c() : nullptr;
    return raw;
}

} // namespace detail
} // namespace phonevault
