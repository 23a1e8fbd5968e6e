#include "report/writers.hpp"

#include <algorithm>
#include <array>

namespace reproof {

void write_text(const Report&, const WriteOptions&, std::ostream&);
void write_errata(const Report&, const WriteOptions&, std::ostream&);
void write_json(const Report&, const WriteOptions&, std::ostream&);
void write_concise(const Report&, const WriteOptions&, std::ostream&);
void write_html(const Report&, const WriteOptions&, std::ostream&);
void write_sarif(const Report&, const WriteOptions&, std::ostream&);
void write_junit(const Report&, const WriteOptions&, std::ostream&);
void write_github(const Report&, const WriteOptions&, std::ostream&);
void write_gitlab(const Report&, const WriteOptions&, std::ostream&);
void write_rdjson(const Report&, const WriteOptions&, std::ostream&);
void write_markdown(const Report&, const WriteOptions&, std::ostream&);

namespace {

constexpr std::array<Writer, 11> table{{
    {"text", "frames with the source line, for people", write_text},
    {"json", "every finding with its evidence (reproof.report/1)", write_json},
    {"concise", "one line a finding, for editors and grep", write_concise},
    {"html", "one page with the documents and their findings beside them, for a browser", write_html, true},
    {"sarif", "SARIF 2.1.0, for code scanning and editors", write_sarif},
    {"junit", "JUnit XML, a suite a document, for test reports", write_junit},
    {"github", "annotations of GitHub Actions, errors first", write_github},
    {"gitlab", "code quality report of GitLab", write_gitlab},
    {"rdjson", "for reviewdog", write_rdjson},
    {"markdown", "tables, for a job summary or a comment", write_markdown},
    {"errata", "for … read …, as an author publishes it, in Markdown", write_errata},
}};

}  // namespace

std::span<const Writer> writers() {
  return table;
}

const Writer* find_writer(std::string_view name) {
  const auto found = std::ranges::find(table, name, &Writer::name);
  return found == table.end() ? nullptr : found;
}

}  // namespace reproof
