#include "io/source_archive.hpp"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <array>
#include <memory>

#include "io/source_encoding.hpp"
#include "io/text.hpp"

namespace trueup {
namespace {

constexpr std::size_t kBlock = 1 << 16;
constexpr std::uint64_t kAlwaysFine = std::uint64_t{64} << 20;  // no ratio is looked at below
constexpr std::uint64_t kMostRatio = 200;                       // tables shrink to a twentieth; deflate can do 1032
constexpr std::size_t kMostFiles = 10'000;
constexpr std::string_view kGzip("\x1f\x8b", 2);
constexpr std::string_view kZip("PK\x03\x04", 4), kEmptyZip("PK\x05\x06", 4);

struct CloseArchive {
  void operator()(archive* opened) const { ::archive_read_free(opened); }
};
using Archive = std::unique_ptr<archive, CloseArchive>;

Error refused(const SourceFile& file, std::string what, const char* remedy) {
  return {ErrorCode::kNotTheFormat, std::move(what), {file.name, 0, "", ""}, remedy};
}

Error damaged(const SourceFile& file, archive* opened, const std::string& member) {
  const char* why = ::archive_error_string(opened);
  std::string what = "a damaged or incomplete archive";
  if (!member.empty()) what += ", at " + member;
  if (why != nullptr) what += ": " + readable(why);
  return refused(file, std::move(what), "the archive sent again, or the file in it unpacked");
}

Error bomb(const SourceFile& file) {
  return refused(file, "the archive unpacks to far more than any export: more than " + std::to_string(kMostUnpacked >> 30) + " GiB, or " + std::to_string(kMostRatio) + " times its size",
                 "the files in it unpacked, and looked at first");
}

/// Reads what stands next, up to what the whole archive may still unpack to.
class Unpacker {
 public:
  Unpacker(const SourceFile& file, archive* opened) : file_(file), archive_(opened) {
    most_ = std::min(kMostUnpacked, std::max(kAlwaysFine, kMostRatio * file.bytes->size()));
  }

  Result<std::string> content(const std::string& member) {
    std::string out;
    for (;;) {
      const la_ssize_t got = ::archive_read_data(archive_, block_.data(), block_.size());
      if (got == 0) break;
      if (got < 0) return damaged(file_, archive_, member);
      total_ += static_cast<std::uint64_t>(got);
      if (total_ > most_) return bomb(file_);
      out.append(block_.data(), static_cast<std::size_t>(got));
    }
    if (is_archive(out)) return refused(file_, "an archive inside an archive", "one level of packing: the inner archive by itself");
    return out;
  }

 private:
  const SourceFile& file_;
  archive* archive_;
  std::uint64_t most_ = 0, total_ = 0;
  std::array<char, kBlock> block_{};
};

/// CRC-32 of RFC 1952, 8.
std::uint32_t crc_of(std::string_view text) {
  static constexpr auto kTable = [] {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < 256; ++i) {
      table[i] = i;
      for (int bit = 0; bit < 8; ++bit) table[i] = table[i] >> 1 ^ (table[i] % 2 != 0 ? 0xedb88320u : 0u);
    }
    return table;
  }();
  std::uint32_t crc = ~0u;
  for (const char c : text) crc = crc >> 8 ^ kTable[(crc ^ static_cast<std::uint8_t>(c)) & 0xff];
  return ~crc;
}

/// The last eight bytes are the CRC and the length of what was packed (RFC 1952, 2.3.1); libarchive does not look at them.
bool trailer_agrees(std::string_view packed, std::string_view text) {
  const auto number = [&](std::size_t from_end) {
    std::uint32_t out = 0;
    for (std::size_t i = 0; i < 4; ++i) out |= std::uint32_t{static_cast<std::uint8_t>(packed[packed.size() - from_end + i])} << (8 * i);
    return out;
  };
  return packed.size() >= 18 && number(4) == static_cast<std::uint32_t>(text.size()) && number(8) == crc_of(text);
}

Result<std::vector<SourceFile>> unpack_gzip(const SourceFile& file) {
  const Archive opened(::archive_read_new());
  ::archive_read_append_filter(opened.get(), ARCHIVE_FILTER_GZIP);
  ::archive_read_set_format(opened.get(), ARCHIVE_FORMAT_RAW);
  archive_entry* entry = nullptr;
  if (::archive_read_open_memory(opened.get(), file.bytes->data(), file.bytes->size()) != ARCHIVE_OK ||
      ::archive_read_next_header(opened.get(), &entry) != ARCHIVE_OK)
    return damaged(file, opened.get(), "");
  Result<std::string> text = Unpacker(file, opened.get()).content("");
  if (!text) return text.take_error();
  if (!trailer_agrees(file.bytes->view(), *text))
    return refused(file, "a damaged gzip file, or several joined into one: its checksum is not that of what it holds", "the file sent again, or unpacked");
  return std::vector<SourceFile>{{file.name, Bytes::own(std::move(*text)), ""}};
}

/// The path in the archive, in UTF-8; what old programs wrote in another code page is read as windows-1252.
std::string member_name(archive_entry* entry, std::size_t number) {
  const char* name = ::archive_entry_pathname_utf8(entry);
  if (name == nullptr) name = ::archive_entry_pathname(entry);
  if (name == nullptr) return "file " + std::to_string(number);
  Result<std::string> utf8 = to_utf8(name, encoding_of(name));
  return utf8 ? std::move(*utf8) : std::string(name);
}

bool added_by_macos(std::string_view name) {
  const std::string_view base = name.substr(name.rfind('/') == std::string_view::npos ? 0 : name.rfind('/') + 1);
  return name.starts_with("__MACOSX/") || name.find("/__MACOSX/") != std::string_view::npos || base == ".DS_Store" || base.starts_with("._");
}

bool is_office_part(std::string_view name) { return name == "[Content_Types].xml" || name == "mimetype"; }

Failure add_member(const SourceFile& file, archive_entry* entry, Unpacker& unpacker, std::vector<SourceFile>& out) {
  const std::string name = member_name(entry, out.size() + 1);
  if (is_office_part(name)) return refused(file, "an Excel workbook or another office document, not a text", "the sheet saved as CSV (UTF-8)");
  const bool folder = ::archive_entry_filetype(entry) == AE_IFDIR && ::archive_entry_size(entry) == 0;
  if (folder || added_by_macos(name)) return std::nullopt;
  if (::archive_entry_filetype(entry) != AE_IFREG) return refused(file, "an archive that holds something else than files, at " + readable(name), "the archive sent again");
  if (::archive_entry_is_encrypted(entry) != 0) return refused(file, "an archive under a password", "the files in it unpacked, or an archive without a password");
  if (out.size() == kMostFiles) return refused(file, "an archive of more than " + std::to_string(kMostFiles) + " files", "an archive of the exports alone");
  Result<std::string> text = unpacker.content(name);
  if (!text) return text.take_error();
  out.push_back({file.name + "/" + name, Bytes::own(std::move(*text)), ""});
  return std::nullopt;
}

Error no_members(const SourceFile& file) { return refused(file, "an archive that holds no file", "an archive of the exports"); }

Failure check_members(const SourceFile& file, const std::vector<SourceFile>& members) {
  if (members.empty()) return no_members(file);
  const auto same = [](const SourceFile& left, const SourceFile& right) { return left.name == right.name; };
  const auto twice = std::adjacent_find(members.begin(), members.end(), same);
  if (twice == members.end()) return std::nullopt;
  return refused(*twice, "an archive that holds two files of this name", "an archive in which each file has a name of its own");
}

Result<std::vector<SourceFile>> unpack_zip(const SourceFile& file) {
  if (file.bytes->view().starts_with(kEmptyZip)) return no_members(file);
  const Archive opened(::archive_read_new());
  ::archive_read_support_format_zip_seekable(opened.get());  // by its directory at the end: a cut archive has none
  if (::archive_read_open_memory(opened.get(), file.bytes->data(), file.bytes->size()) != ARCHIVE_OK) return damaged(file, opened.get(), "");
  Unpacker unpacker(file, opened.get());
  std::vector<SourceFile> members;
  for (;;) {
    archive_entry* entry = nullptr;
    const int step = ::archive_read_next_header(opened.get(), &entry);
    if (step == ARCHIVE_EOF) break;
    if (step != ARCHIVE_OK && step != ARCHIVE_WARN) return damaged(file, opened.get(), "");
    if (Failure failure = add_member(file, entry, unpacker, members)) return std::move(*failure);
  }
  std::sort(members.begin(), members.end(), [](const SourceFile& left, const SourceFile& right) { return left.name < right.name; });
  if (Failure failure = check_members(file, members)) return std::move(*failure);
  return members;
}

}  // namespace

bool is_archive(std::string_view bytes) { return bytes.starts_with(kGzip) || bytes.starts_with(kZip) || bytes.starts_with(kEmptyZip); }

Result<std::vector<SourceFile>> unpack(const SourceFile& archive) {
  return archive.bytes->view().starts_with(kGzip) ? unpack_gzip(archive) : unpack_zip(archive);
}

}  // namespace trueup
