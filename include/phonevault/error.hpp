#pragma once

/// \file
/// What every failed call throws.

#include "jobs.hpp"
#include "view.hpp"

#include <phonevault.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace phonevault {

/// The cause in one line, and the facts to act on. Each kind has a class of its own, such as `NotFoundError`: see
/// errors.hpp. No error shows a secret. Copies share the facts.
class Error : public std::exception {
public:
    /// What an error knows.
    struct Facts {
        /// The kind, as a number.
        pv_status status = PV_INTERNAL;
        /// The whole line: operation, cause, vendor code, request id and whether anything was applied.
        std::string message{};
        /// The cause without the facts around it.
        std::string detail{};
        /// Whether the request took effect.
        Applied applied = Applied::No;
        /// Whether the same call may be repeated as it is: time can cure it and nothing was applied.
        bool retryable = false;
        /// How long the vendor asked to wait.
        std::optional<std::chrono::milliseconds> retry_after{};
        /// The vendor's name of the operation.
        std::optional<std::string> operation{};
        /// The cloud that was called.
        std::optional<std::string> cloud{};
        /// The vendor's error code.
        std::optional<std::string> vendor_code{};
        /// The HTTP status, if an answer came.
        std::optional<std::uint16_t> http_status{};
        /// The vendor's request id, if an answer carried one.
        std::optional<std::string> request_id{};
        /// The beginning of an answer that could not be understood.
        std::optional<std::string> excerpt{};
        /// The token of the job that the error is about; `Client::resume_job` takes the job up again.
        std::optional<std::string> token{};
        /// Every broken rule of a `ValidationError`.
        std::vector<Violation> violations{};
        /// The outcomes of all phones, on errors about jobs.
        std::optional<JobResult> result{};
    };

    /// An error with these facts. `raise` throws one as the class of its kind.
    explicit Error(Facts facts) : facts_(std::make_shared<const Facts>(std::move(facts))) {}

    // No moves: they would leave errors of nothing.
    Error(const Error &) noexcept = default;
    Error &operator=(const Error &) noexcept = default;

    /// The whole line.
    const char *what() const noexcept override { return facts_->message.c_str(); }

    /// The kind as a number: `PV_NOT_FOUND` and so on.
    pv_status status() const noexcept { return facts_->status; }

    /// The stable name of the kind, such as `not_found`.
    std::string_view kind() const noexcept
    {
        return status() == PV_INVALID ? std::string_view("validation") : detail::text(pv_status_name(status()));
    }

    /// The whole line: operation, cause, vendor code, request id and whether anything was applied.
    const std::string &message() const noexcept { return facts_->message; }

    /// The cause without the facts around it.
    const std::string &detail() const noexcept { return facts_->detail; }

    /// Whether the request took effect.
    Applied applied() const noexcept { return facts_->applied; }

    /// Whether the same call may be repeated as it is: time can cure it and nothing was applied.
    bool retryable() const noexcept { return facts_->retryable; }

    /// How long the vendor asked to wait.
    const std::optional<std::chrono::milliseconds> &retry_after() const noexcept { return facts_->retry_after; }

    /// The vendor's name of the operation.
    const std::optional<std::string> &operation() const noexcept { return facts_->operation; }

    /// The cloud that was called.
    const std::optional<std::string> &cloud() const noexcept { return facts_->cloud; }

    /// The vendor's error code.
    const std::optional<std::string> &vendor_code() const noexcept { return facts_->vendor_code; }

    /// The HTTP status, if an answer came.
    const std::optional<std::uint16_t> &http_status() const noexcept { return facts_->http_status; }

    /// The vendor's request id, if an answer carried one.
    const std::optional<std::string> &request_id() const noexcept { return facts_->request_id; }

    /// The beginning of an answer that could not be understood.
    const std::optional<std::string> &excerpt() const noexcept { return facts_->excerpt; }

    /// The token of the job that the error is about; `Client::resume_job` takes the job up again.
    const std::optional<std::string> &token() const noexcept { return facts_->token; }

    /// Every broken rule of a `ValidationError`.
    const std::vector<Violation> &violations() const noexcept { return facts_->violations; }

    /// The outcomes of all phones, on errors about jobs.
    const std::optional<JobResult> &result() const noexcept { return facts_->result; }

private:
    // Exceptions are copied where nothing may throw.
    std::shared_ptr<const Facts> facts_;
};

namespace detail {

inline std::optional<std::string> maybe_string(const char *text)
{
    return text != nullptr ? std::optional<std::string>(text) : std::nullopt;
}

/// The facts of an error of C, which is taken over; it may be NULL.
inline Error::Facts facts(pv_status status, pv_error *raw)
{
    const std::shared_ptr<const pv_error> error(
        raw, [](const pv_error *last) { pv_error_free(const_cast<pv_error *>(last)); });
    Error::Facts facts;
    facts.status = status;
    if (raw == nullptr) {
        facts.message = text(pv_status_name(status));
        return facts;
    }
    facts.message = text(pv_error_message(raw));
    facts.detail = text(pv_error_detail(raw));
    facts.applied = static_cast<Applied>(pv_error_applied(raw));
    facts.retryable = pv_error_retryable(raw);
    std::uint64_t milliseconds = 0;
    if (pv_error_retry_after_ms(raw, &milliseconds)) {
        facts.retry_after = std::chrono::milliseconds(milliseconds);
    }
    facts.operation = maybe_string(pv_error_operation(raw));
    facts.cloud = maybe_string(pv_error_cloud(raw));
    facts.vendor_code = maybe_string(pv_error_vendor_code(raw));
    if (const std::uint16_t http_status = pv_error_http_status(raw); http_status != 0) {
        facts.http_status = http_status;
    }
    facts.request_id = maybe_string(pv_error_request_id(raw));
    facts.excerpt = maybe_string(pv_error_excerpt(raw));
    facts.token = maybe_string(pv_error_token(raw));
    for (std::size_t index = 0; index < pv_error_violations_len(raw); ++index) {
        facts.violations.emplace_back(
            std::shared_ptr<const pv_violation>(error, pv_error_violation(raw, index)));
    }
    if (const pv_job_result *result = pv_error_result(raw); result != nullptr) {
        facts.result.emplace(std::shared_ptr<const pv_job_result>(error, result));
    }
    return facts;
}

} // namespace detail
} // namespace phonevault
