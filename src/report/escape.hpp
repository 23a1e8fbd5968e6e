#pragma once
#include <string>
#include <string_view>

namespace reproof {

/// Document text for the formats of other programs. Each is total: any bytes give a valid, inert piece of the
/// format.

/// For XML and HTML, text and quoted attributes alike; control and format characters show as `\u{1b}`.
std::string markup(std::string_view text);
/// The same for running text, which keeps its line ends.
std::string markup_text(std::string_view text);
/// A path as a URI reference (RFC 3986): `file:` for an absolute one, and percent signs for all that is
/// reserved.
std::string uri(std::string_view path);
/// For one line of Markdown, also inside a table: no markup, link, mention or HTML of the document survives.
/// What stands between backticks, as messages quote the writer, becomes code.
std::string markdown_line(std::string_view text);
/// As code in a line of Markdown, also inside a table.
std::string markdown_code(std::string_view text);

}  // namespace reproof
