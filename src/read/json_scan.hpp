#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"

namespace reproof {

enum class JsonKind : std::uint8_t { null, boolean, number, string, array, object };

/// A value and where it stands: the text of a string is decoded only when asked for, so that each byte keeps
/// its place.
struct JsonValue {
  JsonKind kind = JsonKind::null;
  Span span;                ///< bytes, quotes and brackets included
  std::string_view key;     ///< raw text of its key in an object
  std::uint32_t next = 0;   ///< index of the next value of the same array or object, 0 for none
  std::uint32_t first = 0;  ///< index of the first value inside, 0 for none
  bool complete = true;     ///< false where the text breaks off inside it
};

/// Strict JSON (RFC 8259) with offsets. Where the text breaks off or goes wrong, `fault` says where and why,
/// and what was read before it is kept; a bad escape or a bare line end in a string stands for itself and
/// the rest is read too. Nesting is bounded by 200. Linear.
class JsonText {
 public:
  explicit JsonText(std::string_view bytes);

  const std::vector<JsonValue>& values() const { return values_; }
  /// nullptr if there is no value at all.
  const JsonValue* root() const { return values_.size() > 1 ? &values_[1] : nullptr; }
  const JsonValue* first(const JsonValue& parent) const {
    return parent.first == 0 ? nullptr : &values_[parent.first];
  }
  const JsonValue* next(const JsonValue& value) const {
    return value.next == 0 ? nullptr : &values_[value.next];
  }
  /// The member of that name; nullptr if `object` has none or is no object.
  const JsonValue* member(const JsonValue& object, std::string_view key) const;
  const std::optional<ReadFault>& fault() const { return fault_; }

  /// Appends the decoded text of a string; an escape maps to all of its bytes.
  void decode(const JsonValue& string, MappedText& out) const;
  std::string decode(const JsonValue& string) const;

 private:
  bool value(std::string_view key, std::uint32_t& index, int depth);
  bool members(std::uint32_t parent, int depth);
  bool string(Span& span);
  std::uint32_t escape();
  bool number();
  bool word(std::string_view expected);
  bool fail(const std::string& what);
  void skip_space();
  char peek() const { return at_ < bytes_.size() ? bytes_[at_] : '\0'; }

  std::string_view bytes_;
  std::uint32_t at_ = 0;
  std::vector<JsonValue> values_;
  std::optional<ReadFault> fault_;
};

}  // namespace reproof
