#pragma once

/// \file
/// The ways in which operations are called. Used by the library.

#include "check.hpp"
#include "client.hpp"
#include "job.hpp"
#include "lower.hpp"
#include "options.hpp"
#include "result.hpp"
#include "view.hpp"

#include <phonevault.h>

#include <future>
#include <memory>
#include <type_traits>
#include <utility>

namespace phonevault::detail {

/// Calls and waits for the answer.
template <class Answer, class Call, class Request>
Answer plain(Call call, const Client &client, const Request &request, const CallOptions &options)
{
    Arena arena;
    const auto raw = lower(request, arena);
    const pv_call_options given = c_options(options);
    typename Answer::Raw *answer = nullptr;
    check([&](pv_error **error) { return call(client.c(), &raw, &given, &answer, error); });
    return own<Answer>(answer);
}

/// Calls and tells `done` the answer.
template <class Answer, class Start, class Request, class Done>
void plain_start(Start start, const Client &client, const Request &request, Done &&done, const CallOptions &options)
{
    using Held = Completion<Answer, std::decay_t<Done>>;
    const auto tell = [](void *userdata, pv_status status, typename Answer::Raw *answer, pv_error *error) noexcept {
        Held::tell(userdata, result<Answer>(status, error, [answer] { return own<Answer>(answer); }));
    };
    Arena arena;
    const auto raw = lower(request, arena);
    const pv_call_options given = c_options(options);
    begin(std::unique_ptr<Held>(new Held{std::forward<Done>(done)}), [&](Held *held, pv_error **error) {
        return start(client.c(), &raw, &given, tell, held, error);
    });
}

/// Calls and gives a future of the answer.
template <class Answer, class Start, class Request>
std::future<Answer> plain_async(
    Start start, const Client &client, const Request &request, const CallOptions &options)
{
    return in_future<Answer>(
        [&](auto done) { plain_start<Answer>(start, client, request, std::move(done), options); });
}

/// The handle of accepted work, with the vendor's answer.
template <class Answer> SubmittedJob<Answer> submitted(pv_job *job, typename Answer::Raw *answer)
{
    Job owned(job);
    return SubmittedJob<Answer>(std::move(owned), own<Answer>(answer));
}

/// Submits work and waits until it is accepted.
template <class Answer, class Call, class Request>
SubmittedJob<Answer> job(Call call, const Client &client, const Request &request, const CallOptions &options)
{
    Arena arena;
    const auto raw = lower(request, arena);
    const pv_call_options given = c_options(options);
    pv_job *accepted = nullptr;
    typename Answer::Raw *answer = nullptr;
    check([&](pv_error **error) { return call(client.c(), &raw, &given, &accepted, &answer, error); });
    return submitted<Answer>(accepted, answer);
}

/// Submits work and tells `done` when it is accepted.
template <class Answer, class Start, class Request, class Done>
void job_start(Start start, const Client &client, const Request &request, Done &&done, const CallOptions &options)
{
    using Given = SubmittedJob<Answer>;
    using Held = Completion<Given, std::decay_t<Done>>;
    const auto tell = [](void *userdata, pv_status status, pv_job *job, typename Answer::Raw *answer,
                          pv_error *error) noexcept {
        Held::tell(userdata, result<Given>(status, error, [=] { return submitted<Answer>(job, answer); }));
    };
    Arena arena;
    const auto raw = lower(request, arena);
    const pv_call_options given = c_options(options);
    begin(std::unique_ptr<Held>(new Held{std::forward<Done>(done)}), [&](Held *held, pv_error **error) {
        return start(client.c(), &raw, &given, tell, held, error);
    });
}

/// Submits work and gives a future of its handle.
template <class Answer, class Start, class Request>
std::future<SubmittedJob<Answer>> job_async(
    Start start, const Client &client, const Request &request, const CallOptions &options)
{
    return in_future<SubmittedJob<Answer>>(
        [&](auto done) { job_start<Answer>(start, client, request, std::move(done), options); });
}

} // namespace phonevault::detail
