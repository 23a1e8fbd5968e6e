#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "reproof/article.hpp"
#include "reproof/derivative.hpp"
#include "reproof/descent_path.hpp"

/// The public face of an audit: plain data, no number type, no tree.
namespace reproof {

enum class Severity : std::uint8_t { ok, note, warning, error };

enum class Verdict : std::uint8_t {
  exact,
  rounded,
  carried,
  inherited,
  misrounded,
  wrong,
  unsupported,
  undecided,
  proved,
  refuted,
  supported,
};

enum class FindingKind : std::uint8_t { value, identity, derivative, inequality, number, document };

enum class Role : std::uint8_t { given, result, reference, constant, structural, unsupported, unread };

/// 1-based line and column (columns in code points), byte offset; `cell` is 1-based in notebooks, else 0.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  std::uint32_t offset = 0;
  std::uint32_t cell = 0;
};

struct Range {
  Range() = default;
  Range(Position first, Position behind, std::string file = {})
      : start(first), end(behind), path(std::move(file)) {}

  Position start;
  Position end;      ///< one past the last character
  std::string path;  ///< the file, where it is another than that of the report
};

/// A number that a claim was computed from.
struct Operand {
  std::string text;   ///< as printed, or the name it was reached by
  std::string name;   ///< TeX of the name it stood for, may be empty
  std::string value;  ///< its exact value, certain digits
  std::optional<Range> where;
  std::string finding;     ///< id of the finding about it, empty if it has none
  bool by_digits = false;  ///< linked because the printed digits are the same
};

/// A slip that would have produced the printed value.
struct Slip {
  std::string id;        ///< of its row in the table of slips, "decimal-logarithm"
  std::string sentence;  ///< what happened, in words: "this is log₁₀ of it"
  std::string
      value;  ///< what the slip gives, certain digits in the printed scale; empty for a slip of digits
  std::uint32_t digits = 0;    ///< significant digits printed, all of which it reproduces
  double chance = 1;           ///< that one of the candidates tried fits by accident, between 0 and 1
  std::optional<Range> where;  ///< the operand or the other number that it points at
};

/// A quantity of the document that comes near a number that nothing derives.
struct Near {
  std::string name;   ///< TeX, or the digits as printed
  std::string value;  ///< certain digits, in the printed scale of the number that is looked for
  std::optional<Range> where;
};

/// What a search for the slip behind a failed number came to.
struct Diagnosis {
  std::uint32_t tried = 0;  ///< candidates compared with the printed digits; 0 if there was no search
  std::vector<Slip>
      slips;  ///< that fit and are no accident, the likeliest first; empty: no simple slip explains it
  std::vector<Near> nearest;  ///< of an unsupported number that nothing explains: the nearest quantities
};

/// A number that is at fault because a root is.
struct Reach {
  std::string finding;  ///< id
  std::string becomes;  ///< its digits when the root is put right; empty if its value is not known
};

/// Bytes of the document and what replaces them.
struct Edit {
  Range where;
  std::string replacement;
};

/// What puts a finding right: the number, its repetitions, and all that follows from it. Edits do not overlap
/// and are in reading order.
struct Fix {
  bool safe = false;        ///< a rounding put right; otherwise a value is replaced
  std::string description;  ///< "print 0.786"
  std::vector<Edit> edits;
};

struct Finding {
  std::string id;  ///< "f12", running within the document
  FindingKind kind = FindingKind::value;
  std::string rule;  ///< empty when ok
  Verdict verdict = Verdict::undecided;
  Severity severity = Severity::ok;
  Range span;
  std::string text;       ///< the printed digits, without a leading sign
  std::string statement;  ///< TeX of the two sides
  std::string printed;    ///< value of the literal in its printed scale, with sign
  std::string exact;      ///< certain digits, in the printed scale; empty if there is none
  std::string stated;
  std::string should_print;             ///< the correctly rounded digits, where the printed ones are at fault
  std::string ulps;                     ///< |d - exact| / u
  std::vector<std::string> depends_on;  ///< ids
  std::vector<std::string> roots;       ///< ids of the faults it inherits from
  std::vector<Operand> operands;
  std::string message;
  std::string help;
  std::vector<std::string> explanations;  ///< the diagnosis in words, a line each
  Diagnosis diagnosis;
  std::vector<Reach> reach;  ///< of a root: what it spoils, in reading order
  std::vector<Fix> fixes;
  std::map<std::string, std::string> evidence;
  std::optional<DerivativeEvidence> derivative;  ///< of a derivative that is a number at a point
  std::optional<DescentPath> descent;            ///< of a change that no gradient step can make
};

/// What one number of the document is. Every number has exactly one.
struct NumberRole {
  Range span;
  std::string text;
  Role role = Role::structural;
  std::string reason;  ///< why it has no verdict, or what it refers to
};

struct Coverage {
  std::uint64_t given = 0, result = 0, reference = 0, constant = 0, structural = 0, unsupported = 0,
                unread = 0;
  std::uint64_t numbers() const {
    return given + result + reference + constant + structural + unsupported + unread;
  }
};

struct DocumentReport {
  std::string path;
  std::string format;
  std::map<std::string, std::string>
      readings;  ///< what the text leaves open: {"log": "natural", "angle": "radians", …}
  Coverage coverage;
  std::vector<Finding> findings;  ///< in reading order
  std::vector<NumberRole> numbers;
  std::string bytes;                  ///< the document itself, for excerpts
  std::vector<ArticleToken> article;  ///< the document as it reads; only with Options::article
  std::string included_by;  ///< path of the document that takes this file in; empty for a document of its own
  /// The files that the document takes in (`\input`), each audited where it is taken in. Ids of findings are
  /// unique among all of them. Empty in these themselves.
  std::vector<DocumentReport> included;
};

struct Summary {
  std::uint64_t ok = 0, note = 0, warning = 0, error = 0, undecided = 0, unread = 0;
  Summary& operator+=(const Summary& other);
};

/// Counts one finding more.
void count(const Finding& finding, Summary& summary);

struct Report {
  std::vector<DocumentReport> documents;
  Summary summary() const;
};

/// A file that a document names to be read in its place.
struct IncludedFile {
  std::string path;  ///< as reports print it; the same file has the same path
  std::string bytes;
  std::string fault;  ///< not empty: why it is not read ("there is no such file")
};

/// Finds a file by the name that stands in `from`.
using Includes = std::function<IncludedFile(const std::string& name, const std::string& from)>;

/// What to audit and how.
struct Options {
  std::string format;      ///< name of a reader; empty: by extension or content
  std::string json_field;  ///< not empty: the bytes are a JSON object, this member's text is the document
  std::vector<std::string> directives;    ///< as if they stood before the document: `let $\eta := 0.1$`
  std::uint32_t max_precision = 1 << 14;  ///< bits at which the ladder gives up
  bool article = false;                   ///< keep the document as it reads, for reports that show it
  Includes includes;  ///< empty: files that a document names are not read, which is a note
};

/// Audits the bytes of one document, with an optional review of it. Never throws for what a document
/// contains.
DocumentReport audit(const std::string& path, std::string bytes, const Options& options = {},
                     const std::string* review_path = nullptr, const std::string* review_bytes = nullptr);

const char* name_of(Severity);
const char* name_of(Verdict);
const char* name_of(FindingKind);
const char* name_of(Role);

}  // namespace reproof
