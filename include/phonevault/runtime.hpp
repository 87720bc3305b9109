#pragma once

/// \file
/// The thread on which calls run that nobody waits for, and the log.

#include "check.hpp"
#include "view.hpp"

#include <phonevault.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>
#include <utility>

namespace phonevault {

/// How important a line of the log is.
enum class LogLevel : std::int32_t {
    /// Something failed.
    Error = PV_LOG_ERROR,
    /// Something is not as it should be.
    Warn = PV_LOG_WARN,
    /// Something happened.
    Info = PV_LOG_INFO,
    /// What a developer wants to see.
    Debug = PV_LOG_DEBUG,
};

/// What a runtime is made with.
struct RuntimeOptions {
    /// Is told the lines of the log, on any thread and several at once. It must not throw: that ends the process.
    /// The text is valid only until it returns.
    std::function<void(LogLevel, std::string_view)> log{};
    /// The least important lines that are told.
    LogLevel log_level = LogLevel::Info;
};

namespace detail {

/// Where the lines of the log go.
using Log = std::function<void(LogLevel, std::string_view)>;

} // namespace detail

/// Where calls run that nobody waits for. A client that is not given one has its own. It is moved, not copied.
class Runtime {
public:
    /// \throws InternalError if the operating system refuses a thread.
    explicit Runtime(RuntimeOptions options = {})
    {
        pv_runtime_options given{};
        given.size = sizeof given;
        given.log_level = static_cast<std::int32_t>(options.log_level);
        if (options.log) {
            log_ = std::make_shared<const detail::Log>(std::move(options.log));
            given.log = write;
            given.log_userdata = const_cast<detail::Log *>(log_.get());
        }
        pv_runtime *raw = nullptr;
        detail::check([&](pv_error **error) { return pv_runtime_new(&given, &raw, error); });
        handle_.reset(raw);
    }

    /// Closes the clients of the runtime and waits until the last completion has returned, unless it is one that
    /// ends it.
    ~Runtime() = default;

    Runtime(Runtime &&) noexcept = default;
    Runtime &operator=(Runtime &&other) noexcept
    {
        // The handle goes first, because it may still write to the log.
        handle_ = std::move(other.handle_);
        log_ = std::move(other.log_);
        return *this;
    }

    /// The runtime of C, borrowed; NULL after a move.
    const pv_runtime *c() const noexcept { return handle_.get(); }

    /// Used by the library: clients keep it.
    const std::shared_ptr<const detail::Log> &log() const noexcept { return log_; }

private:
    struct Free {
        void operator()(pv_runtime *runtime) const noexcept { pv_runtime_free(runtime); }
    };

    static void write(void *userdata, std::int32_t level, const char *message) noexcept
    {
        (*static_cast<const detail::Log *>(userdata))(static_cast<LogLevel>(level), detail::text(message));
    }

    // In this order: the handle goes before what it writes to.
    std::shared_ptr<const detail::Log> log_{};
    std::unique_ptr<pv_runtime, Free> handle_{};
};

} // namespace phonevault
