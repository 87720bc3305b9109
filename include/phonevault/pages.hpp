#pragma once

/// \file
/// Lists that come in pages.

#include "check.hpp"
#include "client.hpp"
#include "lower.hpp"
#include "options.hpp"
#include "view.hpp"

#include <phonevault.h>

#include <cstddef>
#include <iterator>
#include <memory>
#include <optional>
#include <utility>

namespace phonevault {

/// All items of a list, asked for as they are needed: in a range-for, or with the functions below. Use either items
/// or pages of one object: `next` goes on behind the page whose items are being given. Only one thread may use it
/// at a time. It is moved, not copied, and not while iterators of it are used. What it has given outlives it.
/// `Functions` are those of one list.
template <class Functions> class Pages {
public:
    /// A whole page.
    using Page = typename Functions::Page;
    /// One of its items.
    using Item = typename Functions::Item;

    /// Used by the library.
    template <class Make, class Request>
    Pages(Make make, const Client &client, const Request &request, const CallOptions &options)
    {
        detail::Arena arena;
        const auto raw = detail::lowered(request, arena);
        const pv_call_options given = detail::c_options(options);
        typename Functions::Handle *pages = nullptr;
        detail::check([&](pv_error **error) { return make(client.c(), &raw, &given, &pages, error); });
        handle_.reset(pages);
    }

    /// The next page; `std::nullopt` after the last one.
    std::optional<Page> next()
    {
        items_.reset();
        typename Page::Raw *page = nullptr;
        detail::check([&](pv_error **error) { return Functions::next(handle_.get(), &page, error); });
        return page != nullptr ? std::optional<Page>(detail::own<Page>(page)) : std::nullopt;
    }

    /// The items of the next page that were not given before; `std::nullopt` after the last page.
    std::optional<List<Item>> next_items()
    {
        if (items_ && given_ < items_->size()) {
            List<Item> rest = items_->from(given_);
            items_.reset();
            return rest;
        }
        items_.reset();
        typename Functions::Items *raw = nullptr;
        detail::check([&](pv_error **error) { return Functions::next_items(handle_.get(), &raw, error); });
        if (raw == nullptr) {
            return std::nullopt;
        }
        const std::shared_ptr<typename Functions::Items> owner(
            raw, [](typename Functions::Items *last) { Functions::release(last); });
        return List<Item>(owner, owner->items, owner->items_len);
    }

    /// The next item; `std::nullopt` after the last one.
    std::optional<Item> next_item()
    {
        // A page may be empty and not the last one.
        while (!items_ || given_ == items_->size()) {
            items_ = next_items();
            given_ = 0;
            if (!items_) {
                return std::nullopt;
            }
        }
        return (*items_)[given_++];
    }

    /// Goes through the items that were not given before. To move it on may ask for the next page, and throw.
    class Iterator {
    public:
        using value_type = Item;
        using reference = const Item &;
        using pointer = const Item *;
        using difference_type = std::ptrdiff_t;
        using iterator_category = std::input_iterator_tag;

        Iterator() noexcept = default;
        explicit Iterator(Pages &pages) : pages_(&pages), item_(pages.next_item()) {}

        reference operator*() const noexcept { return *item_; }
        pointer operator->() const noexcept { return &*item_; }

        Iterator &operator++()
        {
            item_ = pages_->next_item();
            return *this;
        }

        void operator++(int) { ++*this; }

        friend bool operator==(const Iterator &a, const Iterator &b) noexcept
        {
            return a.item_.has_value() == b.item_.has_value();
        }
        friend bool operator!=(const Iterator &a, const Iterator &b) noexcept { return !(a == b); }

    private:
        Pages *pages_ = nullptr;
        std::optional<Item> item_{};
    };

    /// Asks for the first page, if that has not been given.
    Iterator begin() { return Iterator(*this); }

    /// Behind the last item.
    Iterator end() noexcept { return Iterator(); }

private:
    struct Free {
        void operator()(typename Functions::Handle *pages) const noexcept { Functions::release(pages); }
    };

    std::unique_ptr<typename Functions::Handle, Free> handle_{};
    std::optional<List<Item>> items_{};
    std::size_t given_ = 0;
};

} // namespace phonevault
