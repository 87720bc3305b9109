#pragma once

/// \file
/// What the clients of all clouds have in common.

#include "check.hpp"
#include "job.hpp"
#include "lower.hpp"
#include "options.hpp"
#include "result.hpp"
#include "runtime.hpp"
#include "view.hpp"

#include <phonevault.h>

#include <future>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace phonevault {

/// What the clients of all clouds have in common; `huawei::Client` and `alibaba::Client` are clients. Several
/// threads may use one at once. It is moved, not copied; one that was moved from refuses calls with
/// `ValidationError`.
class Client {
public:
    /// The cloud: `huawei` or `alibaba`. It lives as long as the client, as all texts of a client do.
    std::string_view cloud() const noexcept { return detail::text(pv_client_cloud(c())); }

    /// The region.
    std::string_view region() const noexcept { return detail::text(pv_client_region(c())); }

    /// The project that all calls work in; `std::nullopt` if the cloud has none.
    std::optional<std::string_view> project_id() const noexcept
    {
        return detail::maybe_text(pv_client_project_id(c()));
    }

    /// Ends the calls and waits of all threads with `ClosedError`. A change that is being sent has a moment to end by
    /// itself. Work in the cloud goes on. Closing twice is no error. The destructor closes too.
    void close() const noexcept { pv_client_close(c()); }

    /// Takes up a job again from its token, in this process or another one.
    ///
    /// \throws ValidationError if the token is damaged, or of another cloud, region or project.
    Job resume_job(std::string_view token) const
    {
        const std::string text(token);
        const char *const given = detail::c_text(text, "token");
        pv_job *job = nullptr;
        detail::check([&](pv_error **error) { return pv_client_resume_job(c(), given, &job, error); });
        return Job(job);
    }

    /// Calls any operation by the vendor's name, with the vendor's names of parameters in one flat JSON object
    /// (empty: none), and gives the whole answer as it came, as JSON. **Some operations destroy data or phones.**
    /// Some answers hold secrets.
    ///
    /// \throws ValidationError if the operation is in no table, or a parameter is missing or breaks a rule. Nothing
    /// was sent.
    std::string call_json(
        std::string_view operation, std::string_view params = {}, const CallOptions &options = {}) const
    {
        const std::string name(operation), object(params);
        const pv_call_options given = detail::c_options(options);
        char *answer = nullptr;
        const char *const asked = detail::c_text(name, "operation"), *const with = json(object);
        detail::check([&](pv_error **error) { return pv_call_json(c(), asked, with, &given, &answer, error); });
        return owned(answer);
    }

    /// `call_json` without waiting: a future of the answer.
    std::future<std::string> call_json_async(
        std::string_view operation, std::string_view params = {}, const CallOptions &options = {}) const
    {
        return detail::in_future<std::string>(
            [&](auto done) { call_json_start(operation, params, std::move(done), options); });
    }

    /// `call_json` without waiting: `done` takes a `Result<std::string>`, once, on a thread of the library. It must
    /// not throw.
    template <class Done>
    void call_json_start(
        std::string_view operation, std::string_view params, Done &&done, const CallOptions &options = {}) const
    {
        using Held = detail::Completion<std::string, std::decay_t<Done>>;
        const auto tell = [](void *userdata, pv_status status, char *answer, pv_error *error) noexcept {
            Held::tell(userdata, detail::result<std::string>(status, error, [answer] { return owned(answer); }));
        };
        const std::string name(operation), object(params);
        const char *const asked = detail::c_text(name, "operation"), *const with = json(object);
        const pv_call_options given = detail::c_options(options);
        detail::begin(
            std::unique_ptr<Held>(new Held{std::forward<Done>(done)}), [&](Held *held, pv_error **error) {
                return pv_call_json_start(c(), asked, with, &given, tell, held, error);
            });
    }

    /// The client of C, borrowed; NULL after a move.
    const pv_client *c() const noexcept { return handle_.get(); }

protected:
    /// Takes a client of C over. `runtime`: that which it was made with, if any.
    explicit Client(pv_client *raw, const Runtime *runtime = nullptr)
        : log_(runtime != nullptr ? runtime->log() : nullptr), handle_(raw)
    {
    }

    Client(Client &&) noexcept = default;
    Client &operator=(Client &&other) noexcept
    {
        // The handle goes first, because it may still write to the log.
        handle_ = std::move(other.handle_);
        log_ = std::move(other.log_);
        return *this;
    }
    ~Client() = default;

    /// A text of C, taken over.
    static std::string owned(char *raw)
    {
        struct Free {
            void operator()(char *text) const noexcept { pv_string_free(text); }
        };
        const std::unique_ptr<char, Free> text(raw);
        return std::string(detail::text(text.get()));
    }

private:
    struct Free {
        void operator()(pv_client *client) const noexcept { pv_client_free(client); }
    };

    static const char *json(const std::string &object)
    {
        return object.empty() ? nullptr : detail::c_text(object, "params");
    }

    std::shared_ptr<const detail::Log> log_;
    std::unique_ptr<pv_client, Free> handle_;
};

namespace detail {

/// What the options of all clients have in common, for C. They borrow from `options` and `arena`.
template <class Raw, class Options> void lower_common(Raw &raw, const Options &options, Arena &arena)
{
    raw.size = sizeof raw;
    raw.region = arena.text(options.region, "region");
    raw.security_token = arena.text(options.security_token, "security_token");
    raw.endpoint = arena.text(options.endpoint, "endpoint");
    raw.endpoints = arena.list(options.endpoints, "endpoints");
    raw.endpoints_len = options.endpoints.size();
    raw.timeout_ms = milliseconds(options.timeout, "timeout");
    raw.connect_timeout_ms = milliseconds(options.connect_timeout, "connect_timeout");
    raw.ca_file = arena.text(options.ca_file, "ca_file");
    raw.proxy = arena.text(options.proxy, "proxy");
    raw.allow_plain_http = options.allow_plain_http ? PV_FLAG_TRUE : PV_FLAG_UNSET;
}

inline pv_endpoint lower(const Endpoint &from, Arena &arena)
{
    pv_endpoint to{};
    to.size = sizeof to;
    to.service = arena.text(from.service, "service");
    to.url = arena.text(from.url, "url");
    return to;
}

} // namespace detail
} // namespace phonevault
