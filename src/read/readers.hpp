#pragma once
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"
#include "read/fragment_writer.hpp"

namespace reproof {

/// One row of the table of readers: a format is one row and one file.
struct Reader {
  std::string_view name;
  std::string_view extensions;            ///< space separated, with their dots, in lower case
  bool (*sniff)(std::string_view bytes);  ///< whether the content is of this format
  void (*read)(const Source& source, FragmentWriter& out);
};

/// Of two rows that claim an extension the first that recognises the content wins.
std::span<const Reader> readers();
std::vector<std::string> reader_names();
/// nullptr if there is no reader of that name.
const Reader* find_reader(std::string_view name);
/// By extension; by content where no row claims the extension, as for standard input. Markdown takes what
/// nobody knows.
const Reader& choose_reader(std::string_view path, std::string_view bytes);

/// Whether a folder's file of this name is read as a document: a known extension, and not a review.
bool is_document(std::string_view path);
/// `article.review.md` reviews `article.md` (or any other document of that stem).
bool is_review(std::string_view path);

/// Cuts a file into fragments. `format` names a reader; empty: by extension or content. Throws
/// std::invalid_argument if there is no such reader; whatever the bytes are, it throws nothing else but
/// std::bad_alloc.
/// Files that the document names are taken in through `includes`.
Document read_document(std::shared_ptr<const Source> source, std::string_view format = {},
                       const Includes& includes = {});

}  // namespace reproof
