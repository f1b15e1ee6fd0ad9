#include "trueup/base/bytes.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace trueup {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return number_; }

 private:
  int number_;
};

Error unreadable(const std::string& path, const char* why) {
  return {ErrorCode::kFileUnreadable, std::string("cannot be read: ") + why, {path, 0, "", ""}, "a readable file"};
}

Error cannot_open(const std::string& path, int fault) {
  if (fault != ENOENT && fault != ENOTDIR) return unreadable(path, std::strerror(fault));
  return {ErrorCode::kFileNotFound, "no such file", {path, 0, "", ""}, "the path of an existing file"};
}

std::size_t region_size(std::size_t content) {
  const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  return (content + Bytes::kPadding + page - 1) / page * page;
}

/// Maps the file over the start of a zeroed region, so that the padding is readable even where the file ends with a page.
const char* map_padded(int file, std::size_t size) {
  void* region = ::mmap(nullptr, region_size(size), PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (region == MAP_FAILED) return nullptr;
  if (::mmap(region, size, PROT_READ, MAP_PRIVATE | MAP_FIXED, file, 0) == MAP_FAILED) {
    ::munmap(region, region_size(size));
    return nullptr;
  }
  return static_cast<const char*>(region);
}

/// Reads to the end; returns errno, or 0.
int read_all(int file, std::string& out) {
  char buffer[1 << 16];
  for (;;) {
    const ssize_t got = ::read(file, buffer, sizeof buffer);
    if (got == 0) return 0;
    if (got > 0) out.append(buffer, static_cast<std::size_t>(got));
    else if (errno != EINTR) return errno;
  }
}

}  // namespace

Result<std::shared_ptr<const Bytes>> Bytes::map(const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) return cannot_open(path, errno);
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) return unreadable(path, std::strerror(errno));
  if (S_ISDIR(status.st_mode)) return unreadable(path, "it is a directory");
  // Size 0 may be a file of /proc that tells its size only when read.
  if (!S_ISREG(status.st_mode) || status.st_size == 0) {
    std::string text;
    if (const int fault = read_all(file.get(), text)) return unreadable(path, std::strerror(fault));
    return own(std::move(text));
  }
  const auto size = static_cast<std::size_t>(status.st_size);
  const char* data = map_padded(file.get(), size);
  if (data == nullptr) return unreadable(path, std::strerror(errno));
  std::shared_ptr<Bytes> bytes(new Bytes);
  bytes->data_ = data;
  bytes->size_ = size;
  bytes->mapped_ = true;
  return std::shared_ptr<const Bytes>(std::move(bytes));
}

std::shared_ptr<const Bytes> Bytes::own(std::string text) {
  std::shared_ptr<Bytes> bytes(new Bytes);
  bytes->size_ = text.size();
  bytes->owned_ = std::move(text);
  bytes->owned_.append(kPadding, '\0');
  bytes->data_ = bytes->owned_.data();
  return bytes;
}

Bytes::~Bytes() {
  if (mapped_) ::munmap(const_cast<char*>(data_), region_size(size_));
}

}  // namespace trueup
