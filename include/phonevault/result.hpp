#pragma once

/// \file
/// What calls that run elsewhere end in.

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

/// What waits for the end of a call that runs elsewhere. C holds it until it calls back.
template <class T, class Done> struct Completion {
    Done done;

    /// Takes over what C held and tells the end. An exception that leaves `done` has nobody whom it could reach: as
    /// one that leaves a thread, it ends the process.
    static void tell(void *userdata, Result<T> result) noexcept
    {
        const std::unique_ptr<Completion> completion(static_cast<Completion *>(userdata));
        completion->done(std::move(result));
    }
};

/// Begins what `start` begins when it is given a completion. If it fails, the completion is not called.
template <class Held, class Start> void begin(std::unique_ptr<Held> held, Start start)
{
    check([&](pv_error **error) { return start(held.get(), error); });
    held.release(); // The callback frees it, and may have done so by now.
}

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
