#pragma once

/// \file
/// Submitted work.

#include "check.hpp"
#include "jobs.hpp"
#include "options.hpp"
#include "result.hpp"
#include "view.hpp"
#include "wait.hpp"

#include <phonevault.h>

#include <exception>
#include <future>
#include <memory>
#include <string_view>
#include <type_traits>
#include <utility>

namespace phonevault {

/// A handle of submitted work: one task or one refusal for each phone. Neither cloud can cancel: a handle that is
/// gone, or a wait that ends early, leaves the work running. Several threads may use it at once.
class Job {
public:
    /// Takes a job of C over.
    explicit Job(pv_job *raw) noexcept : handle_(raw) {}

    /// The vendor's id of the submission. It lives as long as the handle.
    std::string_view id() const noexcept { return detail::text(pv_job_id(c())); }

    /// A short text without secrets, with which `Client::resume_job` goes on in another process. It lives as long
    /// as the handle.
    std::string_view token() const noexcept { return detail::text(pv_job_token(c())); }

    /// One look at all phones. It does not fail because a phone failed.
    JobStatus status(const CallOptions &options = {}) const
    {
        const pv_call_options given = detail::c_options(options);
        pv_job_status *status = nullptr;
        detail::check([&](pv_error **error) { return pv_job_get_status(c(), &given, &status, error); });
        return detail::own<JobStatus>(status);
    }

    /// `status` without waiting: a future of it.
    std::future<JobStatus> status_async(const CallOptions &options = {}) const
    {
        return detail::in_future<JobStatus>([&](auto done) { status_start(std::move(done), options); });
    }

    /// `status` without waiting: `done` takes a `Result<JobStatus>`, once, on a thread of the library. It must not
    /// throw.
    template <class Done> void status_start(Done &&done, const CallOptions &options = {}) const
    {
        using Held = detail::Completion<JobStatus, std::decay_t<Done>>;
        const auto tell = [](void *userdata, pv_status status, pv_job_status *raw, pv_error *error) noexcept {
            const auto make = [raw] { return detail::own<JobStatus>(raw); };
            Held::tell(userdata, detail::result<JobStatus>(status, error, make));
        };
        const pv_call_options given = detail::c_options(options);
        detail::begin(
            std::unique_ptr<Held>(new Held{std::forward<Done>(done)}),
            [&](Held *held, pv_error **error) { return pv_job_get_status_start(c(), &given, tell, held, error); });
    }

    /// Waits until every phone has ended, and gives the outcomes of all phones.
    ///
    /// \throws JobFailedError if some phone did not succeed, unless `check` is false; its `result` holds the
    /// outcomes of all phones.
    /// \throws WaitTimeoutError if the time has passed; `result` holds the outcomes so far, `token` takes the wait
    /// up again.
    /// \throws PollFailedError if the state could not be read; likewise.
    JobResult wait(const WaitOptions &options = {}) const
    {
        const detail::Wait wait(options);
        pv_job_result *raw = nullptr;
        pv_error *error = nullptr;
        const pv_status status = pv_job_wait(c(), wait.c(), &raw, &error);
        const auto make = [raw] { return detail::own<JobResult>(raw); };
        Result<JobResult> result = detail::result<JobResult>(status, error, make);
        // What the callback threw comes before everything else.
        return wait.thrown() != nullptr ? Result<JobResult>(wait.thrown()).get() : result.get();
    }

    /// `wait` without waiting: a future of the outcomes.
    std::future<JobResult> wait_async(const WaitOptions &options = {}) const
    {
        return detail::in_future<JobResult>([&](auto done) { wait_start(std::move(done), options); });
    }

    /// `wait` without waiting: `done` takes a `Result<JobResult>`, once, on a thread of the library. It must not
    /// throw.
    template <class Done> void wait_start(Done &&done, const WaitOptions &options = {}) const
    {
        // It holds the wait too, which has to stay until the end.
        struct Waited {
            std::unique_ptr<const detail::Wait> wait;
            std::decay_t<Done> done;

            void operator()(Result<JobResult> result)
            {
                done(wait->thrown() != nullptr ? Result<JobResult>(wait->thrown()) : std::move(result));
            }
        };
        using Held = detail::Completion<JobResult, Waited>;
        const auto tell = [](void *userdata, pv_status status, pv_job_result *raw, pv_error *error) noexcept {
            const auto make = [raw] { return detail::own<JobResult>(raw); };
            Held::tell(userdata, detail::result<JobResult>(status, error, make));
        };
        auto wait = std::make_unique<const detail::Wait>(options);
        const pv_wait_options *given = wait->c();
        detail::begin(
            std::unique_ptr<Held>(new Held{Waited{std::move(wait), std::forward<Done>(done)}}),
            [&](Held *held, pv_error **error) { return pv_job_wait_start(c(), given, tell, held, error); });
    }

    /// The job of C, borrowed; NULL after a move.
    const pv_job *c() const noexcept { return handle_.get(); }

private:
    struct Free {
        void operator()(pv_job *job) const noexcept { pv_job_free(job); }
    };

    std::unique_ptr<pv_job, Free> handle_;
};

/// A job together with the vendor's answer to the submission.
template <class Answer> class SubmittedJob : public Job {
public:
    /// Used by the library.
    SubmittedJob(Job job, Answer answer) noexcept : Job(std::move(job)), answer_(std::move(answer)) {}

    /// The vendor's answer to the submission.
    const Answer &answer() const noexcept { return answer_; }

private:
    Answer answer_;
};

} // namespace phonevault
