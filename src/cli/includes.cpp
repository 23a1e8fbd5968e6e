#include "cli/includes.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>

#include "cli/files.hpp"

namespace reproof {
namespace {

namespace fs = std::filesystem;

bool leads_out(const fs::path& relative) {
  return relative.is_absolute() || (!relative.empty() && *relative.begin() == "..");
}

class Folder {
 public:
  explicit Folder(const fs::path& document) : document_(document), folder_(document.parent_path()) {
    std::error_code error;
    root_ = fs::canonical(folder_.empty() ? fs::path(".") : folder_, error);
    own_ = fs::canonical(document, error);
  }

  IncludedFile find(const std::string& name, const std::string& from) const {
    const fs::path folder = folder_.empty() ? fs::path(".") : folder_.lexically_normal();
    const fs::path beside = fs::path(from).lexically_normal().lexically_relative(folder).parent_path();
    bool outside = false;
    for (const fs::path& base : {fs::path(), beside}) {
      for (const char* extension : {".tex", ""}) {
        const fs::path relative = (base / (name + extension)).lexically_normal();
        outside = outside || leads_out(relative);
        if (!leads_out(relative) && exists(relative)) return read(relative);
      }
    }
    return refused({}, outside ? "it lies outside the document's folder" : "there is no such file");
  }

 private:
  static IncludedFile refused(std::string path, std::string why) {
    return {std::move(path), {}, std::move(why)};
  }

  bool exists(const fs::path& relative) const {
    std::error_code error;
    const fs::file_status status = fs::symlink_status(root_ / relative, error);
    return fs::exists(status) && !fs::is_directory(status);
  }

  IncludedFile read(const fs::path& relative) const {
    const std::string shown = (folder_ / relative).string();
    std::error_code error;
    const fs::path file = fs::canonical(root_ / relative, error);
    if (error) return refused(shown, "there is no such file");
    if (leads_out(file.lexically_relative(root_)))
      return refused(shown, "it leads out of the document's folder through a link");
    if (!fs::is_regular_file(file, error)) return refused(shown, "it is no file of text");
    if (file == own_) return {document_.string(), {}, {}};
    FileContent content = read_file(file.string());
    if (!content.fault.empty()) return refused(shown, std::move(content.fault));
    return {shown, std::move(content.bytes), {}};
  }

  fs::path document_;
  fs::path folder_;  ///< as written
  fs::path root_;    ///< without links
  fs::path own_;
};

}  // namespace

Includes includes_of(const std::string& document) {
  if (document == "-") return {};
  return [folder = Folder(document)](const std::string& name, const std::string& from) {
    return folder.find(name, from);
  };
}

}  // namespace reproof
