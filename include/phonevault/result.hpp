#pragma once

/// \file
/// What calls that run elsewhere end in.

#include "cancel.hpp"
#include "check.hpp"

#include <phonevault.h>

#include <exception>
#include <future>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace phonevault {

/// What a call that runs elsewhere ended in: a value or an exception. It is taken out once.
template <class T> class Result {
public:
    /// Used by the library: a success.
    explicit Result(T value) : value_(std::move(value)) {}

    /// Used by the library: a failure.
    explicit Result(std::exception_ptr failure) noexcept : failure_(std::move(failure)) {}

    /// Whether there is a value.
    bool ok() const noexcept { return failure_ == nullptr; }

    /// Takes the value out, or throws what went wrong.
    T get()
    {
        if (failure_ != nullptr) {
            std::rethrow_exception(failure_);
        }
        return std::move(*value_);
    }

    /// What went wrong; null if nothing did.
    const std::exception_ptr &failure() const noexcept { return failure_; }

private:
    std::optional<T> value_{};
    std::exception_ptr failure_{};
};

namespace detail {

/// What waits for the end of a call that runs elsewhere, with what the call needs until then.
template <class T, class Done, class Kept = std::optional<CancelToken>> struct Completion {
    Done done;
    Kept kept;

    /// Tells the end. Whatever leaves `done` has nobody whom it could reach, as with a thread: it ends the process.
    static void tell(std::unique_ptr<Completion> completion, Result<T> result) noexcept
    {
        completion->done(std::move(result));
    }
};

/// The result of what C gave: `make` takes it over.
template <class T, class Make> Result<T> result(pv_status status, pv_error *error, Make make) noexcept
{
    if (status != PV_OK) {
        return Result<T>(failure(status, error));
    }
    try {
        return Result<T>(make());
    } catch (...) {
        return Result<T>(std::current_exception());
    }
}

/// A completion that keeps the promise of a future.
template <class T> struct Promise {
    std::promise<T> promise{};

    void operator()(Result<T> result)
    {
        if (result.ok()) {
            promise.set_value(result.get());
        } else {
            promise.set_exception(result.failure());
        }
    }
};

/// The future of what `start` begins; it is given the completion.
template <class T, class Start> std::future<T> in_future(Start start)
{
    Promise<T> promise;
    std::future<T> future = promise.promise.get_future();
    start(std::move(promise));
    return future;
}

} // namespace detail
} // namespace phonevault
