#pragma once
#include <cstdint>
#include <ostream>
#include <string>
#include <unordered_map>
#include <vector>

#include "reproof/audit.hpp"

namespace reproof::html {

/// Why a number without a finding is what it is, each reason once for the page.
class Reasons {
 public:
  std::size_t index(const std::string& reason) {
    const auto [found, fresh] = index_.try_emplace(reason, words_.size());
    if (fresh) words_.push_back(reason);
    return found->second;
  }
  const std::vector<std::string>& words() const { return words_; }

 private:
  std::vector<std::string> words_;
  std::unordered_map<std::string, std::size_t> index_;
};

/// One document of the report, as its parts of the page see it.
class Page {
 public:
  /// `cards`: how many of its findings carry their whole evidence.
  Page(const DocumentReport& document, std::size_t number, std::size_t cards, Reasons& reasons);

  const DocumentReport& document() const { return document_; }
  /// Name of a finding within the page.
  std::string anchor(const Finding& finding) const;
  const Finding* find(const std::string& id) const;
  /// A link to a finding by its id; `text` is markup.
  std::string link(const std::string& id, const std::string& text) const;
  /// The findings about the number that starts at an offset, the gravest first; null if there are none.
  const std::vector<const Finding*>* at(std::uint32_t offset) const;
  const NumberRole* role_at(std::uint32_t offset) const;
  std::size_t reason(const std::string& words) const { return reasons_.index(words); }
  /// Does the finding carry its evidence? The gravest do, in the order of the document; all where they fit.
  bool in_full(const Finding& finding) const { return full_[index(finding)]; }
  std::size_t left_short() const { return left_short_; }

 private:
  std::size_t index(const Finding& finding) const {
    return static_cast<std::size_t>(&finding - document_.findings.data());
  }
  void choose(std::size_t cards);

  const DocumentReport& document_;
  std::size_t number_;
  Reasons& reasons_;
  std::vector<bool> full_;
  std::size_t left_short_ = 0;
  std::unordered_map<std::string, const Finding*> by_id_;
  std::unordered_map<std::uint32_t, std::vector<const Finding*>> by_offset_;
  std::unordered_map<std::uint32_t, const NumberRole*> roles_;
};

/// Findings of a page that carry their evidence: it opens in a second however many there are.
inline constexpr std::size_t most_cards = 1'000;

/// Class of a finding in the style sheet: e, w, n, k (ok) or u (undecided).
char letter_of(const Finding& finding);
/// Its sign, the same in the text and in the margin.
const char* sign_of(char letter);
/// A message, what stands between backticks as code.
std::string message(std::string_view text);
/// `line 73`, or `cell 3, line 1`; before it the file where that is another one. Markup.
std::string line_of(const Range& where);

/// The cards of a block's findings: each that is not ok, and the ok ones together.
void write_cards(const Page& page, const std::vector<const Finding*>& findings, std::ostream& out);
/// Digits of a value against the printed ones: agreeing, the first that differs, and those beyond what is
/// printed.
std::string digits_strip(const std::string& value, const std::string& printed);
/// What the printed digits promise against the value; empty where there is nothing to draw.
std::string interval_bar(const Finding& finding);

/// The error of finite differences against their step: order, and where a refuted claim stays. Empty without
/// curves.
std::string gradient_plot(const DerivativeEvidence& derivative);
/// A convex function along a gradient step with its tangent, beside what the document says; empty without
/// points.
std::string descent_plot(const DescentPath& path);
/// The softmax that the step moves, before and after; empty where it moves none.
std::string share_bars(const DescentPath& path);

/// The document as it reads, its numbers marked, the cards beside their blocks.
void write_article(const Page& page, std::ostream& out);

/// Where the faults come from and what they reach, as a picture; nothing where nothing depends on a fault.
void write_graph(const Page& page, std::ostream& out);

}  // namespace reproof::html
