#pragma once
#include <memory>
#include <string_view>

#include "document/document.hpp"

namespace reproof {

/// A record of JSON Lines: `source` is one JSON object, and the document is the text of its member `field`,
/// read as Markdown. Spans point into the bytes of the record, lines and columns count within the text (it is
/// the only one of `Document::cells`). What is no object, or has no such text, is a fault.
Document read_record(std::shared_ptr<const Source> source, std::string_view field);

}  // namespace reproof
