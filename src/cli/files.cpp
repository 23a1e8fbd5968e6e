#include "cli/files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cctype>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace reproof {
namespace {

namespace fs = std::filesystem;

class Descriptor {
 public:
  explicit Descriptor(const std::string& path)
      : value_(path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  ~Descriptor() {
    if (value_ > STDIN_FILENO) ::close(value_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int value() const { return value_; }

 private:
  int value_;
};

FileContent fault(std::string why) {
  return {{}, std::move(why)};
}

FileContent too_large() {
  return fault(
      fmt::format("is larger than {} MiB, the most that is read as one document", largest_document >> 20));
}

fs::path temporary_beside(const fs::path& target) {
  return target.parent_path() / fmt::format(".{}.{}.tmp", target.filename().string(), ::getpid());
}

std::string write_stream(const fs::path& path, const std::function<void(std::ostream&)>& write) {
  errno = 0;
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  if (!out) return describe_errno(errno);
  write(out);
  out.close();
  return out ? std::string() : describe_errno(errno == 0 ? EIO : errno);
}

}  // namespace

FileContent read_file(const std::string& path) {
  const Descriptor file(path);
  if (file.value() < 0) return fault(describe_errno(errno));
  struct stat info {};
  if (::fstat(file.value(), &info) != 0) return fault(describe_errno(errno));
  if (S_ISDIR(info.st_mode)) return fault(describe_errno(EISDIR));
  if (S_ISREG(info.st_mode) && static_cast<std::uint64_t>(info.st_size) > largest_document)
    return too_large();
  FileContent content;
  static thread_local std::array<char, 1 << 16> buffer;
  for (;;) {
    const ssize_t count = ::read(file.value(), buffer.data(), buffer.size());
    if (count == 0) return content;
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return fault(describe_errno(errno));
    content.bytes.append(buffer.data(), static_cast<std::size_t>(count));
    if (content.bytes.size() > largest_document) return too_large();
  }
}

LineSource::LineSource(const std::string& path)
    : descriptor_(path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
  if (descriptor_ < 0) fault_ = describe_errno(errno);
}

LineSource::~LineSource() {
  if (descriptor_ > STDIN_FILENO) ::close(descriptor_);
}

bool LineSource::fill() {
  if (!fault_.empty()) return false;
  buffer_.resize(std::size_t{1} << 16);
  at_ = 0;
  for (;;) {
    const ssize_t count = ::read(descriptor_, buffer_.data(), buffer_.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fault_ = describe_errno(errno);
    buffer_.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
    return count > 0;
  }
}

bool LineSource::next(std::string& line, std::size_t most, bool& too_long) {
  bool any = false;
  too_long = false;
  for (;;) {
    if (at_ == buffer_.size() && !fill()) return any && fault_.empty();
    any = true;
    const std::size_t end = buffer_.find('\n', at_);
    const std::size_t stop = end == std::string::npos ? buffer_.size() : end;
    too_long = too_long || line.size() + (stop - at_) > most;
    if (too_long)
      line.clear(), line.shrink_to_fit();
    else
      line.append(buffer_, at_, stop - at_);
    at_ = stop;
    if (end == std::string::npos) continue;
    ++at_;
    return true;
  }
}

std::string write_file(const std::string& path, const std::function<void(std::ostream&)>& write) {
  std::error_code error;
  const fs::path target = fs::is_symlink(path, error) ? fs::weakly_canonical(path, error) : fs::path(path);
  const fs::file_status status = fs::status(target, error);
  if (fs::is_directory(status)) return describe_errno(EISDIR);
  if (fs::exists(status) && !fs::is_regular_file(status)) return write_stream(target, write);
  const fs::path temporary = temporary_beside(target);
  std::string why = write_stream(temporary, write);
  if (why.empty()) {
    if (fs::exists(status)) fs::permissions(temporary, status.permissions(), error);
    fs::rename(temporary, target, error);
    if (error) why = error.message();
  }
  if (!why.empty()) fs::remove(temporary, error);
  return why;
}

std::string describe_errno(int number) {
  switch (number) {
    case ENOENT:
      return "there is no such file";
    case EACCES:
      return "no permission";
    case EISDIR:
      return "is a folder";
    default:
      break;
  }
  std::string message = std::generic_category().message(number);
  message.front() = static_cast<char>(std::tolower(static_cast<unsigned char>(message.front())));
  return message;
}

}  // namespace reproof
