#pragma once

/// \file
/// Answers are views: small handles that share the answer of the library and read a field when it is asked for.
/// Every view keeps the whole answer alive that it is part of. A `std::string_view` keeps nothing alive: it is valid
/// as long as some view of the same answer is.

#include <phonevault.h>

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

namespace phonevault {

template <class Item> class List;
template <class Item> class Map;

namespace detail {

/// A text of C, which must not be NULL; an empty one if it is.
inline std::string_view text(const char *c) noexcept
{
    return c != nullptr ? std::string_view(c) : std::string_view();
}

/// A text of C that may be NULL.
inline std::optional<std::string_view> maybe_text(const char *c) noexcept
{
    return c != nullptr ? std::optional<std::string_view>(c) : std::nullopt;
}

} // namespace detail

/// What all views have in common. Copies share the answer; one that was moved from can still be used.
template <class CStruct> class View {
public:
    /// The struct of C.
    using Raw = CStruct;

    /// Used by the library: a place in an answer that `at` keeps alive.
    explicit View(std::shared_ptr<const Raw> at) noexcept : at_(std::move(at)) {}

    // No moves: they would leave views of nothing.
    View(const View &) noexcept = default;
    View &operator=(const View &) noexcept = default;

    /// The struct of C, borrowed.
    const Raw *c() const noexcept { return at_.get(); }

protected:
    ~View() = default;

    const Raw &at() const noexcept { return *at_; }

    static std::string_view text(const char *c) noexcept { return detail::text(c); }

    static std::optional<std::string_view> maybe_text(const char *c) noexcept { return detail::maybe_text(c); }

    template <class Number> static std::optional<Number> maybe_number(const Number *number) noexcept
    {
        return number != nullptr ? std::optional<Number>(*number) : std::nullopt;
    }

    static std::optional<bool> maybe_flag(pv_flag flag) noexcept
    {
        return flag == PV_FLAG_UNSET ? std::nullopt : std::optional<bool>(flag == PV_FLAG_TRUE);
    }

    template <class Enum> static std::optional<Enum> maybe_value(std::int32_t value) noexcept
    {
        return value == 0 ? std::nullopt : std::optional<Enum>(static_cast<Enum>(value));
    }

    template <class Item> Item one(const typename Item::Raw *item) const
    {
        return Item(std::shared_ptr<const typename Item::Raw>(at_, item));
    }

    template <class Item> std::optional<Item> maybe_one(const typename Item::Raw *item) const
    {
        return item != nullptr ? std::optional<Item>(one<Item>(item)) : std::nullopt;
    }

    template <class Item, class Element> List<Item> list(const Element *const *items, std::size_t size) const
    {
        return List<Item>(at_, items, size);
    }

    template <class Item, class Element>
    std::optional<List<Item>> maybe_list(const Element *const *items, std::size_t size) const
    {
        return items != nullptr ? std::optional<List<Item>>(list<Item>(items, size)) : std::nullopt;
    }

    template <class Item, class Element>
    Map<Item> map(const char *const *keys, const Element *const *items, std::size_t size) const
    {
        return Map<Item>(list<std::string_view>(keys, size), list<Item>(items, size));
    }

    template <class Item, class Element>
    std::optional<Map<Item>> maybe_map(const char *const *keys, const Element *const *items, std::size_t size) const
    {
        return keys != nullptr ? std::optional<Map<Item>>(map<Item>(keys, items, size)) : std::nullopt;
    }

private:
    std::shared_ptr<const Raw> at_;
};

namespace detail {

/// How an item of a list looks in C, and how it is shown.
template <class Item> struct Element {
    using C = typename Item::Raw;

    static Item shown(const std::shared_ptr<const void> &owner, const C *item)
    {
        return Item(std::shared_ptr<const C>(owner, item));
    }
};

template <> struct Element<std::string_view> {
    using C = char;

    static std::string_view shown(const std::shared_ptr<const void> &, const char *item) noexcept { return text(item); }
};

/// Goes through whatever has `size()` and `operator[]`.
template <class Sequence> class Iterator {
public:
    using value_type = typename Sequence::value_type;
    using reference = value_type;
    using pointer = void;
    using difference_type = std::ptrdiff_t;
    // Items are made when they are looked at, which for C++17 is less than a forward iterator, but not since C++20.
    using iterator_category = std::input_iterator_tag;
    using iterator_concept = std::forward_iterator_tag;

    Iterator() noexcept = default;
    Iterator(const Sequence *sequence, std::size_t at) noexcept : sequence_(sequence), at_(at) {}

    value_type operator*() const { return (*sequence_)[at_]; }

    Iterator &operator++() noexcept
    {
        ++at_;
        return *this;
    }

    Iterator operator++(int) noexcept
    {
        Iterator before = *this;
        ++at_;
        return before;
    }

    friend bool operator==(const Iterator &a, const Iterator &b) noexcept { return a.at_ == b.at_; }
    friend bool operator!=(const Iterator &a, const Iterator &b) noexcept { return a.at_ != b.at_; }

private:
    const Sequence *sequence_ = nullptr;
    std::size_t at_ = 0;
};

} // namespace detail

/// A list in an answer. It keeps the answer alive; its iterators do not keep the list alive.
template <class Item> class List {
public:
    /// What it holds: views, or texts.
    using value_type = Item;
    /// How to go through it.
    using const_iterator = detail::Iterator<List>;
    /// The same.
    using iterator = const_iterator;

    /// Used by the library.
    List(std::shared_ptr<const void> owner, const typename detail::Element<Item>::C *const *items, std::size_t size)
        : owner_(std::move(owner)), items_(items), size_(size)
    {
    }

    List(const List &) noexcept = default;
    List &operator=(const List &) noexcept = default;

    /// How many there are.
    std::size_t size() const noexcept { return size_; }

    /// Whether there are none.
    bool empty() const noexcept { return size_ == 0; }

    /// The item at `index`, which must be less than `size()`.
    Item operator[](std::size_t index) const { return detail::Element<Item>::shown(owner_, items_[index]); }

    /// The items from the one at `index` on, which must not be more than `size()`.
    List from(std::size_t index) const { return List(owner_, items_ + index, size_ - index); }

    /// The first item.
    const_iterator begin() const noexcept { return const_iterator(this, 0); }

    /// Behind the last item.
    const_iterator end() const noexcept { return const_iterator(this, size_); }

private:
    std::shared_ptr<const void> owner_;
    const typename detail::Element<Item>::C *const *items_;
    std::size_t size_;
};

/// A map in an answer, in the vendor's order. It keeps the answer alive; its iterators do not keep the map alive.
template <class Item> class Map {
public:
    /// A key and what is found by it.
    using value_type = std::pair<std::string_view, Item>;
    /// How to go through it.
    using const_iterator = detail::Iterator<Map>;
    /// The same.
    using iterator = const_iterator;

    /// Used by the library.
    Map(List<std::string_view> keys, List<Item> items) noexcept : keys_(std::move(keys)), items_(std::move(items)) {}

    /// How many there are.
    std::size_t size() const noexcept { return keys_.size(); }

    /// Whether there are none.
    bool empty() const noexcept { return keys_.empty(); }

    /// The pair at `index`, which must be less than `size()`.
    value_type operator[](std::size_t index) const { return {keys_[index], items_[index]}; }

    /// What has this key, if anything has.
    std::optional<Item> find(std::string_view key) const
    {
        for (std::size_t index = 0; index < size(); ++index) {
            if (keys_[index] == key) {
                return items_[index];
            }
        }
        return std::nullopt;
    }

    /// The first pair.
    const_iterator begin() const noexcept { return const_iterator(this, 0); }

    /// Behind the last pair.
    const_iterator end() const noexcept { return const_iterator(this, size()); }

private:
    List<std::string_view> keys_;
    List<Item> items_;
};

namespace detail {

/// The view of a whole answer, which is freed with the last view of it.
template <class Answer> Answer own(typename Answer::Raw *raw)
{
    using Raw = typename Answer::Raw;
    return Answer(std::shared_ptr<const Raw>(raw, [](const Raw *last) { Answer::release(const_cast<Raw *>(last)); }));
}

} // namespace detail
} // namespace phonevault
