#include <sys/wait.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <cstdio>

#include "support.hpp"

/// Files that cannot be read, and what a document must not do to a terminal: through the program itself.
namespace reproof::testing {

BOOST_AUTO_TEST_SUITE(hostile_files)

namespace {

/// The program that was built beside this one.
std::filesystem::path program() {
  const auto& suite = boost::unit_test::framework::master_test_suite();
  return std::filesystem::absolute(suite.argv[0]).parent_path() / "reproof";
}

bool have_program() {
  if (std::filesystem::exists(program())) return true;
  BOOST_TEST_MESSAGE("skipped: " << program() << " is not built");
  return false;
}

struct Run {
  int status = -1;
  std::string output;
};

Run run(const std::string& arguments) {
  Run out;
  FILE* pipe = ::popen(("'" + program().string() + "' " + arguments + " 2>&1").c_str(), "r");
  if (pipe == nullptr) return out;
  for (char buffer[4096]; const auto n = std::fread(buffer, 1, sizeof buffer, pipe);)
    out.output.append(buffer, n);
  const int status = ::pclose(pipe);
  out.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return out;
}

/// A folder that is removed again.
class TemporaryFolder {
 public:
  TemporaryFolder()
      : path_(std::filesystem::temp_directory_path() / ("reproof_hostile_" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(path_);
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  std::filesystem::path file(const std::string& name, const std::string& bytes) const {
    std::ofstream(path_ / name, std::ios::binary) << bytes;
    return path_ / name;
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

std::string quoted(const std::filesystem::path& path) {
  return "'" + path.string() + "'";
}

}  // namespace

BOOST_AUTO_TEST_CASE(standard_input) {
  if (!have_program()) return;
  BOOST_TEST(run("check - -f concise </dev/null").status == 2);
  const TemporaryFolder folder;
  const auto wrong = run("check - -f concise <" + quoted(folder.file("a.md", "$2 + 2 = 5$\n")));
  BOOST_TEST(wrong.status == 1, wrong.output);
  BOOST_TEST(wrong.output.find("1:10: error wrong-value") != std::string::npos, wrong.output);
}

BOOST_AUTO_TEST_CASE(missing_files_and_empty_folders) {
  if (!have_program()) return;
  const TemporaryFolder folder;
  const auto missing = run("check " + quoted(folder.path() / "missing.md"));
  BOOST_TEST(missing.status == 2, missing.output);
  BOOST_TEST(missing.output.find("missing.md") != std::string::npos, missing.output);
  BOOST_TEST(run("check " + quoted(folder.path())).status == 2);
  BOOST_TEST(run("check --allow-empty " + quoted(folder.path())).status == 0);
}

BOOST_AUTO_TEST_CASE(a_folder_named_like_a_document) {
  if (!have_program()) return;
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder.path() / "folder.md");
  BOOST_TEST(run("check " + quoted(folder.path() / "folder.md")).status == 2);
}

BOOST_AUTO_TEST_CASE(no_permission) {
  if (!have_program()) return;
  if (::geteuid() == 0) {
    BOOST_TEST_MESSAGE("skipped: root may read everything");
    return;
  }
  const TemporaryFolder folder;
  const auto path = folder.file("secret.md", "$2 + 2 = 4$\n");
  std::filesystem::permissions(path, std::filesystem::perms::none);
  const auto refused = run("check " + quoted(path));
  BOOST_TEST(refused.status == 2, refused.output);
  BOOST_TEST(refused.output.find("secret.md") != std::string::npos, refused.output);
}

/// One document's failure does not cost the report of another.
BOOST_AUTO_TEST_CASE(an_unreadable_file_beside_a_good_one) {
  if (!have_program()) return;
  const TemporaryFolder folder;
  const auto good = folder.file("good.md", "$2 + 2 = 5$\n");
  const auto both = run("check -f concise " + quoted(folder.path() / "missing.md") + " " + quoted(good));
  BOOST_TEST(both.status == 2, both.output);
  BOOST_TEST(both.output.find("good.md:1:10: error wrong-value") != std::string::npos, both.output);
}

BOOST_AUTO_TEST_CASE(a_file_of_one_gibibyte) {
  if (!have_program()) return;
  const TemporaryFolder folder;
  const auto path = folder.file("large.md", "");
  std::filesystem::resize_file(path, std::uintmax_t{1} << 30);
  const auto large = run("check " + quoted(path));
  BOOST_TEST(large.status == 2, large.output);
  BOOST_TEST(large.output.find("large.md") != std::string::npos, large.output);
}

BOOST_AUTO_TEST_CASE(a_truncated_notebook) {
  if (!have_program()) return;
  const TemporaryFolder folder;
  const auto path = folder.file("cut.ipynb", R"({"cells": [{"cell_type": "markdown", "source": ["$2 + 2)");
  const auto cut = run("check " + quoted(path));
  BOOST_TEST(cut.status == 2, cut.output);
  BOOST_TEST(cut.output.find("cut.ipynb") != std::string::npos, cut.output);
}

BOOST_AUTO_TEST_CASE(device_files_and_long_names) {
  if (!have_program()) return;
  BOOST_TEST(run("check /dev/zero").status == 2);
  BOOST_TEST(run("check " + std::string(5000, 'a') + ".md").status == 2);
}

/// The document's text cannot command the terminal.
BOOST_AUTO_TEST_CASE(control_characters_are_escaped) {
  if (!have_program()) return;
  const TemporaryFolder folder;
  const auto path = folder.file("escape.md", "$2 + 2 = 5$ \x1b[2J\x1b]0;title\x07\n");
  const auto text = run("check --color never " + quoted(path));
  BOOST_TEST(text.status == 1);
  BOOST_TEST(text.output.find('\x1b') == std::string::npos);
  BOOST_TEST(text.output.find('\x07') == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace reproof::testing
