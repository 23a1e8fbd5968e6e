#pragma once
#include <string_view>
#include <vector>

#include "read/fragment_writer.hpp"
#include "read/latex_commands.hpp"

namespace reproof {

/// Where the running text of an article stands: paragraphs, headings, items, cells, and the groups and
/// environments that are open. Collects the prose of the current block and writes it when the block ends.
class LatexBlocks {
 public:
  LatexBlocks(const MappedText& map, FragmentWriter& out) : map_(map), out_(out) {}

  const Place& place() const { return place_; }
  bool in_table() const;

  /// `text` stands for the bytes [begin, end).
  void print(std::string_view text, std::uint32_t begin, std::uint32_t end);
  void copy(std::uint32_t begin, std::uint32_t end) { prose_.append(map_, begin, end); }
  /// Code, if it holds a digit.
  void code(std::uint32_t begin, std::uint32_t end);
  void math(MappedText tex, Span span, bool display);
  /// Writes the prose collected so far.
  void flush();

  void begin_block(BlockKind kind);
  void next_paragraph();
  void next_cell(std::uint32_t columns);
  void next_row();
  void next_item();
  /// What follows is an exercise of its own, to the end of the environment.
  void begin_exercise();

  void open_group() { groups_.push_back({}); }
  /// A group that is a block of its own; the block around it goes on behind.
  void open_block_group(BlockKind kind, std::uint32_t level);
  void close_group();
  std::size_t open_groups() const { return groups_.size(); }

  void open_environment(std::string_view name, TexEnvironmentKind kind);
  /// Closes the environment, and those left open inside it; one that was never opened is passed over.
  void close_environment(std::string_view name);

 private:
  struct Group {
    bool closes_block = false;
    Place outer;
  };
  struct Environment {
    std::string_view name;
    TexEnvironmentKind kind;
    Place outer;
    bool row_used = false;
  };

  void use_row();
  void go_on(const Place& outer);

  const MappedText& map_;
  FragmentWriter& out_;
  MappedText prose_;
  Place place_;
  std::vector<Group> groups_;
  std::vector<Environment> environments_;
};

}  // namespace reproof
