#include "read/notebook.hpp"

#include "read/json_scan.hpp"
#include "read/markdown.hpp"
#include "read/utf8.hpp"

namespace reproof {
namespace {

class NotebookReader {
 public:
  NotebookReader(const JsonText& json, FragmentWriter& out) : json_(json), out_(out) {
    rules_.math.spaced_dollars = true;
  }

  /// nbformat 4 has one list of cells, nbformat 3 one in each worksheet.
  void run(const JsonValue& root) {
    if (const JsonValue* cells = json_.member(root, "cells")) read_cells(*cells);
    if (const JsonValue* sheets = json_.member(root, "worksheets"))
      for (const JsonValue* sheet = json_.first(*sheets); sheet != nullptr; sheet = json_.next(*sheet))
        if (const JsonValue* cells = json_.member(*sheet, "cells")) read_cells(*cells);
    if (number_ == 0 && !json_.fault())
      out_.fault("the notebook has no cells", {root.span.begin, root.span.begin + 1});
  }

 private:
  void read_cells(const JsonValue& cells) {
    if (cells.kind != JsonKind::array) return;
    for (const JsonValue* cell = json_.first(cells); cell != nullptr; cell = json_.next(*cell))
      read_cell(*cell);
  }

  void read_cell(const JsonValue& cell) {
    const JsonValue* type = json_.member(cell, "cell_type");
    const JsonValue* source = json_.member(cell, "source");
    if (source == nullptr) source = json_.member(cell, "input");
    const MappedText text = source == nullptr ? MappedText() : text_of(*source);
    out_.set_cell(++number_);
    out_.document().cells.push_back(text);
    const std::string kind =
        type == nullptr || type->kind != JsonKind::string ? std::string() : json_.decode(*type);
    const bool whole = source == nullptr || source->complete;  // half a number is none
    if (kind == "markdown" && whole) return read_markdown_text(text, rules_, out_);
    Place place;
    place.block = out_.new_block();
    place.kind = kind == "heading" ? BlockKind::heading : BlockKind::code;
    if (kind == "heading" && whole) return read_inline(text, place, rules_, out_);
    out_.code(text, place);
  }

  MappedText text_of(const JsonValue& source) const {
    MappedText text;
    if (source.kind == JsonKind::string) json_.decode(source, text);
    if (source.kind == JsonKind::array)
      for (const JsonValue* line = json_.first(source); line != nullptr; line = json_.next(*line))
        if (line->kind == JsonKind::string) json_.decode(*line, text);
    return text;
  }

  const JsonText& json_;
  FragmentWriter& out_;
  InlineRules rules_;
  std::uint32_t number_ = 0;
};

}  // namespace

bool is_notebook(std::string_view bytes) {
  constexpr std::size_t head = 1 << 16;
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || bytes[first] != '{') return false;
  const std::string_view start = bytes.substr(0, head);
  for (const std::string_view key : {"\"cells\"", "\"worksheets\"", "\"nbformat\""})
    if (start.find(key) != std::string_view::npos) return true;
  return false;
}

void read_notebook(const Source& source, FragmentWriter& out) {
  take_text(source, out);
  const JsonText json(source.bytes());
  if (const JsonValue* root = json.root()) NotebookReader(json, out).run(*root);
  if (json.fault()) out.fault(json.fault()->message, json.fault()->span);
}

}  // namespace reproof
