#include "read/fragment_writer.hpp"

#include <algorithm>
#include <utility>

#include "read/normalise.hpp"
#include "read/utf8.hpp"

namespace reproof {
namespace {

/// Room for the fragments of a dense text, so that they are seldom moved; memory that is never touched costs
/// nothing.
std::size_t expected_fragments(const Document& document) {
  constexpr std::size_t bytes_each = 24, most = std::size_t{1} << 18;
  return document.source == nullptr ? 0 : std::min(document.source->bytes().size() / bytes_each, most);
}

}  // namespace

FragmentWriter::FragmentWriter(Document& document, const Includes* includes)
    : document_(document), includes_(includes) {
  document_.fragments.reserve(document_.fragments.size() + expected_fragments(document_));
}

void FragmentWriter::add(FragmentKind kind, MappedText&& text, Span span, bool display, const Place& place) {
  Fragment& fragment = document_.fragments.emplace_back();
  fragment.kind = kind;
  fragment.display = display;
  fragment.text = std::move(text);
  fragment.span = span;
  fragment.place = place;
  fragment.place.cell = cell_;
}

void FragmentWriter::prose(MappedText text, const Place& place) {
  if (is_blank_text(text.text())) return;
  const Span span = text.source();
  add(FragmentKind::prose, normalise_prose(std::move(text)), span, false, place);
}

void FragmentWriter::math(MappedText tex, Span span, bool display, const Place& place) {
  add(FragmentKind::math, normalise_math(std::move(tex)), span, display, place);
}

void FragmentWriter::code(MappedText text, const Place& place) {
  if (is_blank_text(text.text())) return;
  const Span span = text.source();
  add(FragmentKind::code, normalise_prose(std::move(text)), span, false, place);
}

void FragmentWriter::directive(MappedText text, Span span, const Place& place) {
  add(FragmentKind::directive, std::move(text), span, false, place);
}

void FragmentWriter::fault(std::string message, Span span, ReadFaultKind kind) {
  constexpr std::size_t most = 100;
  if (document_.faults.size() > most) return;
  if (document_.faults.size() == most) message = "more than 100 faults, the others are not listed";
  document_.faults.push_back({std::move(message), span, nullptr, kind});
}

namespace {

struct Strays {
  std::uint32_t count = 0;
  Span first;

  void add(std::uint32_t at) {
    if (count++ == 0) first = {at, at + 1};
  }
  void report(const std::string& what, FragmentWriter& out) const {
    if (count == 1) out.fault("1 " + what + " byte", first);
    if (count > 1) out.fault(std::to_string(count) + " " + what + " bytes, the first here", first);
  }
};

/// The text of a file whose first byte has the offset `base`.
MappedText text_of(std::string_view bytes, std::uint32_t base, FragmentWriter& out) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"))
    out.fault("the file is UTF-16, save it as UTF-8", {base, base + 2});
  Strays invalid, nul;
  for (std::size_t i = 0; (i = skip_ascii(bytes, i)) < bytes.size();) {
    const CodePoint c = decode_utf8(bytes, i);
    if (!c.valid) invalid.add(base + static_cast<std::uint32_t>(i));
    if (c.value == 0 && c.valid) nul.add(base + static_cast<std::uint32_t>(i));
    i += c.size;
  }
  invalid.report("invalid UTF-8", out);
  nul.report("NUL", out);
  const std::uint32_t skip = bytes.starts_with(mark) ? static_cast<std::uint32_t>(mark.size()) : 0;
  return MappedText(bytes.substr(skip), base + skip);
}

}  // namespace

std::optional<MappedText> FragmentWriter::take_in(const IncludedFile& file, std::uint32_t taken_in) {
  constexpr std::size_t most = std::size_t{1} << 28;
  if (taken_in_.size() + file.bytes.size() > most) return std::nullopt;
  const Source& own = *document_.source;
  const auto own_size = static_cast<std::uint32_t>(own.bytes().size());
  if (document_.parts.empty()) {
    document_.parts.push_back({own.path(), {0, own_size}, 0});
    taken_in_ = "\n";
  }
  const std::uint32_t base = own_size + static_cast<std::uint32_t>(taken_in_.size());
  document_.parts.push_back(
      {file.path, {base, base + static_cast<std::uint32_t>(file.bytes.size())}, taken_in});
  taken_in_ += file.bytes;
  taken_in_ += '\n';
  return text_of(file.bytes, base, *this);
}

void FragmentWriter::join_parts() {
  if (document_.parts.empty()) return;
  document_.source = std::make_shared<const Source>(document_.source->path(),
                                                    std::string(document_.source->bytes()) + taken_in_);
}

MappedText take_text(const Source& source, FragmentWriter& out) {
  return text_of(source.bytes(), 0, out);
}

}  // namespace reproof
