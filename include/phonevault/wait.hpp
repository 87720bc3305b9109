#pragma once

/// \file
/// Waits while they run. Used by the library.

#include "cancel.hpp"
#include "check.hpp"
#include "jobs.hpp"
#include "options.hpp"

#include <phonevault.h>

#include <exception>
#include <functional>
#include <memory>
#include <optional>

namespace phonevault::detail {

/// What C needs of the options of a wait, and what the callback threw meanwhile. It must stay where it is.
class Wait {
public:
    explicit Wait(const WaitOptions &options) : on_update_(options.on_update), cancel_(token(options))
    {
        raw_.size = sizeof raw_;
        raw_.timeout_ms = milliseconds(options.timeout, "timeout");
        raw_.first_pause_ms = milliseconds(options.first_pause, "first_pause");
        raw_.longest_pause_ms = milliseconds(options.longest_pause, "longest_pause");
        raw_.check = options.check ? PV_FLAG_TRUE : PV_FLAG_FALSE;
        raw_.cancel = cancel_ ? cancel_->c() : nullptr;
        if (on_update_) {
            raw_.on_update = update;
            raw_.userdata = this;
        }
    }

    Wait(const Wait &) = delete;
    Wait &operator=(const Wait &) = delete;
    ~Wait() = default;

    const pv_wait_options *c() const noexcept { return &raw_; }

    /// What the callback threw, if it threw.
    const std::exception_ptr &thrown() const noexcept { return thrown_; }

private:
    /// A callback that throws ends its own wait, and nothing else that has the same token.
    static std::optional<CancelToken> token(const WaitOptions &options)
    {
        if (!options.on_update) {
            return options.cancel;
        }
        return options.cancel ? options.cancel->follower() : CancelToken();
    }

    static void update(void *userdata, const pv_job_status *status) noexcept
    {
        Wait &wait = *static_cast<Wait *>(userdata);
        if (wait.thrown_) {
            return;
        }
        try {
            // Borrowed: it owns nothing.
            wait.on_update_(JobStatus(std::shared_ptr<const pv_job_status>(std::shared_ptr<void>(), status)));
        } catch (...) {
            wait.thrown_ = std::current_exception();
            pv_cancel_token_cancel(wait.cancel_->c());
        }
    }

    std::function<void(const JobStatus &)> on_update_;
    std::optional<CancelToken> cancel_;
    std::exception_ptr thrown_{};
    pv_wait_options raw_{};
};

} // namespace phonevault::detail
