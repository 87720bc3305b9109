#pragma once

// Work that never ends, however fast the simulator is.

#include "check.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <string>
#include <thread>

namespace test {

/// A service on loopback that has heard of no task, which to a job means: it does not show yet.
class Unending {
public:
    Unending()
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t length = sizeof address;
        auto *const raw = reinterpret_cast<sockaddr *>(&address);
        CHECK(bind(socket_, raw, length) == 0);
        CHECK(listen(socket_, 16) == 0);
        CHECK(getsockname(socket_, raw, &length) == 0);
        url_ = "http://127.0.0.1:" + std::to_string(ntohs(address.sin_port));
        thread_ = std::thread([this] { serve(); });
    }

    Unending(const Unending &) = delete;
    Unending &operator=(const Unending &) = delete;

    ~Unending()
    {
        shutdown(socket_, SHUT_RDWR);
        thread_.join();
        close(socket_);
    }

    /// A client that calls this service.
    phonevault::alibaba::Client client() const
    {
        phonevault::alibaba::Options options = alibaba();
        options.endpoint = url_;
        return phonevault::alibaba::Client(options);
    }

private:
    void serve() const
    {
        for (int connection = accept(socket_, nullptr, nullptr); connection >= 0;
             connection = accept(socket_, nullptr, nullptr)) {
            if (request(connection)) {
                const std::string json = R"({"RequestId": "R", "Data": []})";
                const std::string answer = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n"
                                           "content-length: " + std::to_string(json.size()) + "\r\n\r\n" + json;
                // Who asked may be gone: its wait was cancelled.
                (void)!send(connection, answer.data(), answer.size(), MSG_NOSIGNAL);
            }
            close(connection);
        }
    }

    /// Reads a request to its end; false if there is none.
    static bool request(int connection)
    {
        std::string text;
        for (;;) {
            char part[4096];
            const ssize_t more = read(connection, part, sizeof part);
            if (more <= 0) {
                return false;
            }
            text.append(part, static_cast<std::size_t>(more));
            const std::string::size_type head = text.find("\r\n\r\n");
            if (head == std::string::npos) {
                continue;
            }
            std::string fields = text.substr(0, head);
            std::transform(fields.begin(), fields.end(), fields.begin(), [](unsigned char c) { return std::tolower(c); });
            const std::string::size_type announced = fields.find("content-length: ");
            const char *const number = announced == std::string::npos ? "0" : fields.c_str() + announced + 16;
            if (text.size() - head - 4 >= std::strtoul(number, nullptr, 10)) {
                return true;
            }
        }
    }

    int socket_ = socket(AF_INET, SOCK_STREAM, 0);
    std::string url_;
    std::thread thread_;
};

/// The token of a job that the simulator has ended.
inline std::string ended()
{
    const phonevault::alibaba::Client client(alibaba());
    const auto job = client.backup_app(backup({ids("PV_PHONES_ALIBABA").at(1)}));
    job.wait(fast());
    return std::string(job.token());
}

} // namespace test
