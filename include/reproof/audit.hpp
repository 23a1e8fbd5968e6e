#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// The public face of an audit: plain data, no number type, no tree.
namespace reproof {

enum class Severity : std::uint8_t { ok, note, warning, error };

enum class Verdict : std::uint8_t {
  exact, rounded, carried, inherited, misrounded, wrong, unsupported, undecided, proved, refuted, supported,
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
  Position start;
  Position end;   ///< one past the last character
};

/// A number that a claim was computed from.
struct Operand {
  std::string text;      ///< as printed, or the name it was reached by
  std::string name;      ///< TeX of the name it stood for, may be empty
  std::string value;     ///< its exact value, certain digits
  std::optional<Range> where;
  std::string finding;   ///< id of the finding about it, empty if it has none
  bool by_digits = false;  ///< linked because the printed digits are the same
};

struct Finding {
  std::string id;           ///< "f12", running within the document
  FindingKind kind = FindingKind::value;
  std::string rule;         ///< empty when ok
  Verdict verdict = Verdict::undecided;
  Severity severity = Severity::ok;
  Range span;
  std::string text;         ///< the printed digits, without a leading sign
  std::string statement;    ///< TeX of the two sides
  std::string printed;      ///< value of the literal in its printed scale, with sign
  std::string exact;        ///< certain digits, in the printed scale; empty if there is none
  std::string stated;
  std::string should_print; ///< the correctly rounded digits, where the printed ones are at fault
  std::string ulps;         ///< |d - exact| / u
  std::vector<std::string> depends_on;  ///< ids
  std::vector<std::string> roots;       ///< ids of the faults it inherits from
  std::vector<Operand> operands;
  std::string message;
  std::string help;
  std::vector<std::string> explanations;
  std::map<std::string, std::string> evidence;
};

/// What one number of the document is. Every number has exactly one.
struct NumberRole {
  Range span;
  std::string text;
  Role role = Role::structural;
  std::string reason;   ///< why it has no verdict, or what it refers to
};

struct Coverage {
  std::uint64_t given = 0, result = 0, reference = 0, constant = 0, structural = 0, unsupported = 0, unread = 0;
  std::uint64_t numbers() const { return given + result + reference + constant + structural + unsupported + unread; }
};

struct DocumentReport {
  std::string path;
  std::string format;
  std::map<std::string, std::string> readings;  ///< what the text leaves open: {"log": "natural", "angle": "radians", …}
  Coverage coverage;
  std::vector<Finding> findings;    ///< in reading order
  std::vector<NumberRole> numbers;
  std::string bytes;                ///< the document itself, for excerpts
};

struct Summary {
  std::uint64_t ok = 0, note = 0, warning = 0, error = 0, undecided = 0, unread = 0;
};

struct Report {
  std::vector<DocumentReport> documents;
  Summary summary() const;
};

/// What to audit and how.
struct Options {
  std::string format;           ///< name of a reader; empty: by extension or content
  std::uint32_t max_precision = 1 << 14;   ///< bits at which the ladder gives up
};

/// Audits the bytes of one document, with an optional review of it. Never throws for what a document contains.
DocumentReport audit(const std::string& path, std::string bytes, const Options& options = {},
                     const std::string* review_path = nullptr, const std::string* review_bytes = nullptr);

const char* name_of(Severity);
const char* name_of(Verdict);
const char* name_of(FindingKind);
const char* name_of(Role);

}  // namespace reproof
