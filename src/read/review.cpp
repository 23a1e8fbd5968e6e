#include "read/review.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "read/markdown.hpp"
#include "read/utf8.hpp"

namespace reproof {
namespace {

bool is_markup(char32_t c) {
  return c < 0x80 && std::string_view("*_`~$\\()#>|{}").find(static_cast<char>(c)) != std::string_view::npos;
}

char32_t fold_full_width(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;
  return c == 0x2212 ? U'-' : c;
}

/// Characters that count when a quote is compared, each with its bytes in a Source.
struct Squeezed {
  std::u32string chars;
  std::vector<Span> spans;

  void add(const MappedText& text) {
    const std::string_view s = text.text();
    for (std::uint32_t i = 0; i < s.size();) {
      const CodePoint c = decode_utf8(s, i);
      const char32_t folded = fold_full_width(c.value);
      if (!is_invisible(folded) && !is_markup(folded)) {
        chars.push_back(folded);
        spans.push_back(text.source(i, i + c.size));
      }
      i += c.size;
    }
  }
};

/// Where `part` begins in `all`, up to two places. Knuth, Morris and Pratt: linear whatever the texts.
std::vector<std::size_t> find_places(const std::u32string& all, const std::u32string& part) {
  std::vector<std::size_t> border(part.size() + 1, 0), places;
  for (std::size_t i = 1, k = 0; i < part.size(); ++i) {
    while (k > 0 && part[i] != part[k]) k = border[k];
    if (part[i] == part[k]) ++k;
    border[i + 1] = k;
  }
  for (std::size_t i = 0, k = 0; i < all.size() && places.size() < 2; ++i) {
    while (k > 0 && (k == part.size() || all[i] != part[k])) k = border[k];
    if (all[i] == part[k]) ++k;
    if (k == part.size()) places.push_back(i + 1 - k);
  }
  return places;
}

struct Search {
  std::size_t places = 0;
  Span passage;
};

Search find_passage(const Squeezed& text, const Squeezed& quote) {
  if (quote.chars.empty()) return {};
  const std::vector<std::size_t> places = find_places(text.chars, quote.chars);
  if (places.empty()) return {};
  const std::size_t first = places.front();
  Span passage = text.spans[first];
  for (std::size_t i = first; i < first + quote.chars.size(); ++i) passage = cover(passage, text.spans[i]);
  return {places.size(), passage};
}

/// One quote of the review with the leaves that follow it.
struct Note {
  Span quote;              ///< bytes of the review; empty before the first quote
  Squeezed said, written;  ///< what the quote says as fragments, and as bytes
  std::vector<const MarkdownLeaf*> leaves;
};

class ReviewReader {
 public:
  ReviewReader(Document& audited, std::shared_ptr<const Source> review)
      : audited_(audited), review_(std::move(review)), out_(scratch_), text_(take_text(*review_, out_)) {
    scratch_.source = review_;
  }

  std::size_t run() {
    const std::vector<MarkdownLeaf> leaves = markdown_blocks(text_.text(), out_, text_);
    collect(leaves);
    index_document();
    for (const Note& note : notes_) merge(note);
    take_faults();
    insert_all();
    return merged_;
  }

 private:
  void collect(const std::vector<MarkdownLeaf>& leaves) {
    notes_.emplace_back();
    std::uint32_t quote = 0;
    for (const MarkdownLeaf& leaf : leaves) {
      if (leaf.quote == 0) {
        quote = 0;
        notes_.back().leaves.push_back(&leaf);
        continue;
      }
      if (leaf.quote != quote) notes_.emplace_back().quote = text_.source(leaf.whole.begin, leaf.whole.end);
      quote = leaf.quote;
      add_quote(leaf, notes_.back());
    }
  }

  void add_quote(const MarkdownLeaf& leaf, Note& note) {
    Document said;
    FragmentWriter writer(said);
    write_leaf(leaf, text_, {}, writer);
    for (const Fragment& fragment : said.fragments) note.said.add(fragment.text);
    for (const Span& line : leaf.lines) {
      MappedText bytes;
      bytes.append(text_, line.begin, line.end);
      note.written.add(bytes);
    }
    note.quote = cover(note.quote, text_.source(leaf.whole.begin, leaf.whole.end));
  }

  void index_document() {
    for (std::size_t i = 0; i < audited_.fragments.size(); ++i) {
      const Fragment& fragment = audited_.fragments[i];
      block_ = std::max(block_, fragment.place.block);
      container_ = std::max(container_, fragment.place.container);
      if (fragment.review) continue;
      own_.push_back(i);
      said_.add(fragment.text);
    }
  }

  /// The document's bytes: for quotes of what its fragments do not say.
  const Squeezed& written() {
    if (written_.chars.empty()) written_.add(MappedText(audited_.source->bytes(), 0));
    return written_;
  }

  void merge(const Note& note) {
    if (&note == &notes_.front()) {
      insertions_.push_back({audited_.fragments.size(), 0, read(note, std::nullopt)});
      return;
    }
    Search found = find_passage(said_, note.said);
    if (found.places == 0) found = find_passage(written(), note.written);
    if (found.places != 1) return reject(note, found.places);
    const Place after = place_after(found.passage.end);
    insertions_.push_back({after.fragment, after.offset, read(note, found.passage)});
  }

  void reject(const Note& note, std::size_t places) {
    const std::string line = std::to_string(review_->locate(note.quote.begin).line);
    const std::string what = places == 0 ? " is not in the document" : " is in the document more than once";
    out_.fault("the quote on line " + line + " of the review" + what + "; what follows it is not read",
               note.quote);
  }

  std::vector<Fragment> read(const Note& note, std::optional<Span> passage) {
    Document piece;
    FragmentWriter writer(piece);
    for (const MarkdownLeaf* leaf : note.leaves) write_leaf(*leaf, text_, {}, writer);
    for (Fragment& fragment : piece.fragments) {
      fragment.review = true;
      fragment.source = review_;
      fragment.quoted = passage;
      fragment.place.block += block_;
      if (fragment.place.container != 0) fragment.place.container += container_;
    }
    for (ReadFault& fault : piece.faults) scratch_.faults.push_back(std::move(fault));
    return std::move(piece.fragments);
  }

  /// Fragment and offset of its text: what ends there comes before the insertion. Offset 0: before the
  /// fragment.
  struct Place {
    std::size_t fragment;
    std::uint32_t offset;
  };

  Place place_after(std::uint32_t end) const {
    const auto& fragments = audited_.fragments;
    const auto after = std::partition_point(own_.begin(), own_.end(),
                                            [&](std::size_t i) { return fragments[i].span.end <= end; });
    if (after == own_.end()) return {fragments.size(), 0};
    const Fragment& fragment = fragments[*after];
    if (fragment.span.begin >= end) return {*after, 0};
    if (fragment.kind != FragmentKind::prose) return {*after + 1, 0};
    return {*after, text_offset(fragment.text, end)};
  }

  static std::uint32_t text_offset(const MappedText& text, std::uint32_t source_end) {
    std::uint32_t low = 0, high = text.size();
    while (low < high) {
      const std::uint32_t middle = low + (high - low) / 2;
      if (text.source(middle, middle + 1).end <= source_end)
        low = middle + 1;
      else
        high = middle;
    }
    return low;
  }

  struct Insertion {
    std::size_t fragment;
    std::uint32_t offset;
    std::vector<Fragment> fragments;
  };

  void insert_all() {
    std::stable_sort(insertions_.begin(), insertions_.end(), [](const Insertion& a, const Insertion& b) {
      return a.fragment != b.fragment ? a.fragment < b.fragment : a.offset < b.offset;
    });
    std::vector<Fragment> merged;
    auto next = insertions_.begin();
    for (std::size_t i = 0; i <= audited_.fragments.size(); ++i) {
      std::uint32_t cut = 0;
      for (; next != insertions_.end() && next->fragment == i; ++next) {
        if (next->offset > cut) merged.push_back(part(audited_.fragments[i], cut, next->offset));
        cut = std::max(cut, next->offset);
        merged_ += next->fragments.size();
        std::move(next->fragments.begin(), next->fragments.end(), std::back_inserter(merged));
      }
      if (i == audited_.fragments.size()) break;
      Fragment& fragment = audited_.fragments[i];
      if (cut == 0)
        merged.push_back(std::move(fragment));
      else if (cut < fragment.text.size())
        merged.push_back(part(fragment, cut, fragment.text.size()));
    }
    audited_.fragments = std::move(merged);
  }

  static Fragment part(const Fragment& whole, std::uint32_t begin, std::uint32_t end) {
    Fragment piece = whole;
    piece.text = {};
    piece.text.append(whole.text, begin, end);
    piece.span = piece.text.source();
    return piece;
  }

  void take_faults() {
    for (ReadFault& fault : scratch_.faults) {
      fault.source = review_;
      audited_.faults.push_back(std::move(fault));
    }
  }

  Document& audited_;
  std::shared_ptr<const Source> review_;
  Document scratch_;
  FragmentWriter out_;
  MappedText text_;
  std::vector<Note> notes_;
  Squeezed said_, written_;
  std::vector<std::size_t> own_;  // fragments of the document itself
  std::uint32_t block_ = 0;
  std::uint32_t container_ = 0;
  std::vector<Insertion> insertions_;
  std::size_t merged_ = 0;
};

}  // namespace

std::size_t read_review(Document& audited, std::shared_ptr<const Source> review) {
  return ReviewReader(audited, std::move(review)).run();
}

}  // namespace reproof
