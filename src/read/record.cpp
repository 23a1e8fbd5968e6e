#include "read/record.hpp"

#include "read/arithmetic.hpp"
#include "read/json_scan.hpp"
#include "read/markdown.hpp"
#include "read/math_macros.hpp"

namespace reproof {
namespace {

void read_member(const JsonText& json, std::string_view field, FragmentWriter& out) {
  const JsonValue* root = json.root();
  if (json.fault()) return out.fault("the record is not JSON: " + json.fault()->message, json.fault()->span);
  if (root == nullptr) return out.fault("the record is empty", {});
  const Span start{root->span.begin, root->span.begin + 1};
  if (root->kind != JsonKind::object) return out.fault("the record is not an object", start);
  const JsonValue* member = json.member(*root, field);
  if (member == nullptr) return out.fault("the record has no `" + std::string(field) + "`", start);
  if (member->kind != JsonKind::string)
    return out.fault("`" + std::string(field) + "` of the record is not a string", member->span);
  MappedText text;
  json.decode(*member, text);
  out.document().cells.push_back(text);
  read_markdown_text(text, {}, out);
}

}  // namespace

Document read_record(std::shared_ptr<const Source> source, std::string_view field) {
  Document document;
  document.source = source;
  document.format = "markdown";
  FragmentWriter out(document);
  take_text(*source, out);
  read_member(JsonText(source->bytes()), field, out);
  expand_math_macros(document);
  find_arithmetic(document);
  return document;
}

}  // namespace reproof
