#pragma once

/// \file
/// Ending calls and waits early.

#include <phonevault.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <new>
#include <vector>

namespace phonevault {

/// Ends the calls and waits that were given it, from any thread. Copies are the same token; a token serves once.
class CancelToken {
public:
    /// A token that is not cancelled.
    CancelToken() : state_(std::make_shared<State>())
    {
        if (state_->handle == nullptr) {
            throw std::bad_alloc();
        }
    }

    // No moves: they would leave tokens of nothing.
    CancelToken(const CancelToken &) noexcept = default;
    CancelToken &operator=(const CancelToken &) noexcept = default;

    /// Ends what was given this token with `CancelledError`: reads and waits at once; a change that is being sent
    /// has a moment to end by itself, so that its outcome is not lost. What the cloud has accepted goes on. Twice
    /// is no error.
    void cancel() const
    {
        pv_cancel_token_cancel(state_->handle.get());
        const std::lock_guard<std::mutex> lock(state_->mutex);
        state_->cancelled = true;
        for (const std::weak_ptr<State> &follower : state_->followers) {
            if (const std::shared_ptr<State> alive = follower.lock()) {
                pv_cancel_token_cancel(alive->handle.get());
            }
        }
    }

    /// The token of C, borrowed.
    const pv_cancel_token *c() const noexcept { return state_->handle.get(); }

    /// Used by the library: a token that is cancelled with this one, but can be cancelled alone.
    CancelToken follower() const
    {
        CancelToken token;
        const std::lock_guard<std::mutex> lock(state_->mutex);
        if (state_->cancelled) {
            pv_cancel_token_cancel(token.c());
            return token;
        }
        auto &followers = state_->followers;
        const auto gone = [](const std::weak_ptr<State> &follower) { return follower.expired(); };
        followers.erase(std::remove_if(followers.begin(), followers.end(), gone), followers.end());
        followers.push_back(token.state_);
        return token;
    }

private:
    struct Free {
        void operator()(pv_cancel_token *token) const noexcept { pv_cancel_token_free(token); }
    };

    struct State {
        std::unique_ptr<pv_cancel_token, Free> handle{pv_cancel_token_new()};
        std::mutex mutex{};
        bool cancelled = false;
        // They have no followers themselves.
        std::vector<std::weak_ptr<State>> followers{};
    };

    std::shared_ptr<State> state_;
};

} // namespace phonevault
