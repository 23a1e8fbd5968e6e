#include "cli/inputs.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

#include "cli/files.hpp"
#include "read/readers.hpp"

namespace reproof {
namespace {

namespace fs = std::filesystem;

bool is_hidden(const fs::path& path) {
  return path.filename().string().starts_with('.');
}

/// The document's name without its extension: `a.zh` for `a.zh.md` and for its review `a.zh.review.md`.
std::string base_name(const fs::path& path) {
  const fs::path stem = path.stem();
  return is_review(path.string()) ? stem.stem().string() : stem.string();
}

std::vector<fs::path> sorted_entries(const fs::path& folder, std::error_code& error) {
  std::vector<fs::path> entries;
  for (fs::directory_iterator i(folder, error), end; !error && i != end; i.increment(error)) {
    if (!is_hidden(i->path())) entries.push_back(i->path());
  }
  std::ranges::sort(entries);
  return entries;
}

/// The review beside a document: the first in sorted order, if there are several.
std::string review_of(const fs::path& document) {
  std::error_code error;
  const fs::path folder = document.has_parent_path() ? document.parent_path() : fs::path(".");
  std::vector<std::string> found;
  for (const fs::path& entry : sorted_entries(folder, error)) {
    if (is_review(entry.string()) && base_name(entry) == base_name(document))
      found.push_back(entry.filename().string());
  }
  return found.empty() ? std::string() : (document.parent_path() / found.front()).string();
}

class Collector {
 public:
  void add(const std::string& path) {
    std::error_code error;
    if (path == "-") return add_document(path, {});
    const fs::file_status status = fs::status(path, error);
    if (fs::is_directory(status)) return add_folder(path);
    if (is_review(path) && fs::exists(status)) return reviews_.push_back(path);
    add_document(path, fs::exists(status) ? review_of(path) : std::string());
  }

  Inputs finish() {
    for (const std::string& review : reviews_) {
      const auto owns = [&](const Input& input) { return fs::path(input.review) == fs::path(review); };
      if (std::ranges::none_of(inputs_.documents, owns)) inputs_.skipped.push_back(review);
    }
    return std::move(inputs_);
  }

 private:
  void add_document(const std::string& path, std::string review, std::string fault = {}, bool found = false) {
    if (!seen_.insert(fs::path(path).lexically_normal()).second) return;
    inputs_.documents.push_back({path, std::move(review), std::move(fault), found});
  }

  void add_folder(const fs::path& folder) {
    std::error_code error;
    for (const fs::path& entry : sorted_entries(folder, error)) {
      std::error_code ignored;
      if (fs::is_directory(fs::symlink_status(entry, ignored))) {
        add_folder(entry);
      } else if (is_document(entry.string())) {
        add_document(entry.string(), review_of(entry), {}, true);
      }
    }
    if (error) add_document(folder.string(), {}, describe_errno(error.value()));
  }

  Inputs inputs_;
  std::vector<std::string> reviews_;
  std::set<fs::path> seen_;
};

}  // namespace

Inputs collect_inputs(const std::vector<std::string>& paths) {
  Collector collector;
  for (const std::string& path : paths) collector.add(path);
  return collector.finish();
}

void configure(Inputs& inputs, Configurations& configurations) {
  std::erase_if(inputs.documents, [&](Input& input) {
    const Configuration* configuration = configurations.of(input.path);
    if (configuration == nullptr) return false;
    input.settings = configuration->settings(input.path);
    return input.found && !configuration->includes(input.path);
  });
}

}  // namespace reproof
