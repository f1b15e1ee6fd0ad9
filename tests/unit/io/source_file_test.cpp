#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>

#include "batch_text.hpp"
#include "trueup/reconcile.hpp"

namespace trueup {
namespace {

using test::failure_of;
using test::rows_of;

struct Member {
  std::string name, text;
};

/// Bytes of an archive as libarchive writes them.
class Packer {
 public:
  Packer() : archive_(::archive_write_new()), packed_(std::size_t{16} << 20, '\0') {}
  ~Packer() { ::archive_write_free(archive_); }
  Packer(const Packer&) = delete;
  Packer& operator=(const Packer&) = delete;

  std::string zip(const std::vector<Member>& members, const char* password = nullptr) {
    ::archive_write_set_format_zip(archive_);
    if (password != nullptr) {
      EXPECT_EQ(::archive_write_set_options(archive_, "zip:encryption=zipcrypt"), ARCHIVE_OK);
      ::archive_write_set_passphrase(archive_, password);
    }
    return write(members);
  }

  std::string gzip(const std::string& text) {
    ::archive_write_add_filter_gzip(archive_);
    ::archive_write_set_format_raw(archive_);
    ::archive_write_set_bytes_in_last_block(archive_, 1);
    return write({{"data", text}});
  }

 private:
  std::string write(const std::vector<Member>& members) {
    std::size_t used = 0;
    EXPECT_EQ(::archive_write_open_memory(archive_, packed_.data(), packed_.size(), &used), ARCHIVE_OK);
    for (const Member& member : members) {
      archive_entry* entry = ::archive_entry_new();
      ::archive_entry_set_pathname_utf8(entry, member.name.c_str());
      ::archive_entry_set_filetype(entry, member.name.ends_with("/") ? AE_IFDIR : AE_IFREG);
      ::archive_entry_set_perm(entry, 0644);
      ::archive_entry_set_size(entry, static_cast<la_int64_t>(member.text.size()));
      EXPECT_EQ(::archive_write_header(archive_, entry), ARCHIVE_OK);
      ::archive_write_data(archive_, member.text.data(), member.text.size());
      ::archive_entry_free(entry);
    }
    ::archive_write_close(archive_);
    return packed_.substr(0, used);
  }

  archive* archive_;
  std::string packed_;
};

std::string zip_of(const std::vector<Member>& members) { return Packer().zip(members); }
std::string gzip_of(const std::string& text) { return Packer().gzip(text); }

class OpenSource : public testing::Test {
 protected:
  OpenSource() : folder_(std::filesystem::temp_directory_path() / ("trueup_source_" + std::to_string(::getpid()))) { std::filesystem::create_directories(folder_); }
  ~OpenSource() override { std::filesystem::remove_all(folder_); }

  Result<std::vector<SourceFile>> open(const std::string& content, const std::string& name = "in") {
    const std::string path = (folder_ / name).string();
    std::ofstream(path, std::ios::binary) << content;
    return open_source(path, name);
  }

  /// "name=text" of each file, one a line; or the error.
  std::string files(const std::string& content, const std::string& name = "in") {
    const auto opened = open(content, name);
    if (!opened) return opened.error().text();
    std::string out;
    for (const SourceFile& file : *opened) out += file.name + "=" + std::string(file.bytes->view()) + (file.encoding.empty() ? "" : " (" + file.encoding + ")") + "\n";
    return out;
  }

  std::filesystem::path folder_;
};

std::string utf16(const std::u16string& text, bool big) {
  std::string out;
  for (const char16_t unit : text) {
    const char high = static_cast<char>(unit >> 8), low = static_cast<char>(unit & 0xff);
    out += big ? high : low;
    out += big ? low : high;
  }
  return out;
}

TEST_F(OpenSource, LeavesUtf8AsItIs) {
  EXPECT_EQ(files("sku,qty\nA,1\n"), "in=sku,qty\nA,1\n\n");
  EXPECT_EQ(files("\xef\xbb\xbfsku\nM\xc3\xb6\x62\x65l\n"), "in=\xef\xbb\xbfsku\nM\xc3\xb6\x62\x65l\n\n");
  EXPECT_EQ(files(""), "in=\n");
}

TEST_F(OpenSource, NamesAMissingFileByTheNameThatIsShown) {
  const auto opened = open_source("/nowhere/stock.csv", "stock.csv");
  ASSERT_EQ(failure_of(opened), "file_not_found");
  EXPECT_EQ(opened.error().place.input, "stock.csv");
}

TEST_F(OpenSource, TranslatesWindows1252) {
  EXPECT_EQ(files("sku\nM\xf6\x62\x65l \x80 5\x99 \x96 \x81\n"), "in=sku\nM\xc3\xb6\x62\x65l \xe2\x82\xac 5\xe2\x84\xa2 \xe2\x80\x93 \xc2\x81\n (windows-1252)\n");
}

TEST_F(OpenSource, LeavesDamagedUtf8Alone) {
  EXPECT_EQ(files("caf\xc3\xa9,\xf6\n"), "in=caf\xc3\xa9,\xf6\n\n");  // one broken letter does not make the others wrong
  EXPECT_EQ(files("\xef\xbb\xbf" "a,\xf6\n"), "in=\xef\xbb\xbf" "a,\xf6\n\n");
}

TEST_F(OpenSource, LeavesWhatIsNoTextAlone) {
  const std::string binary("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", 10);
  EXPECT_EQ(files(binary), "in=" + binary + "\n");
  EXPECT_EQ(files("%PDF-1.7\n\xe2\xe3\xcf\xd3\n"), "in=%PDF-1.7\n\xe2\xe3\xcf\xd3\n\n");
}

TEST_F(OpenSource, TranslatesUtf16WithAMark) {
  EXPECT_EQ(files(utf16(u"\xfeffsku\n\u00e4\u20ac\U0001f4e6\n", false)), "in=sku\n\xc3\xa4\xe2\x82\xac\xf0\x9f\x93\xa6\n (UTF-16LE)\n");
  EXPECT_EQ(files(utf16(u"\xfeffsku\n\u00e4\u20ac\U0001f4e6\n", true)), "in=sku\n\xc3\xa4\xe2\x82\xac\xf0\x9f\x93\xa6\n (UTF-16BE)\n");
}

TEST_F(OpenSource, TranslatesUtf16WithoutAMark) {
  EXPECT_EQ(files(utf16(u"sku,on hand\nA,1\n", false)), "in=sku,on hand\nA,1\n (UTF-16LE)\n");
  EXPECT_EQ(files(utf16(u"sku,on hand\nA,1\n", true)), "in=sku,on hand\nA,1\n (UTF-16BE)\n");
  const std::string one_nul("sku,qty\nA,\0\n", 12);
  EXPECT_EQ(files(one_nul), "in=" + one_nul + "\n");
}

TEST_F(OpenSource, RefusesHalfACharacterOfUtf16) {
  EXPECT_EQ(failure_of(open(utf16(u"\xfeffsku\n", false) + "x")), "truncated");
  EXPECT_EQ(files(utf16(std::u16string(u"\xfeff" "a") + char16_t{0xd83d} + u"b", false)), "in: half a UTF-16 surrogate pair at byte 4; the file as it was exported, in UTF-8");
  EXPECT_EQ(failure_of(open(utf16(std::u16string(u"\xfeff") + char16_t{0xdc00} + u"b", false))), "not_the_format");
  EXPECT_EQ(failure_of(open(utf16(std::u16string(u"\xfeff") + char16_t{0xd83d} + u"\uff21", false))), "not_the_format");
}

TEST_F(OpenSource, SaysInTheDecodedInputThatAFileWasTranslated) {
  const auto opened = open("sku,location\nM\xf6\x62\x65l,X\n");
  const auto profile = find_profile("trueup.stock", "");
  ASSERT_TRUE(opened && profile);
  const auto decoded = decode(**profile, *opened);
  ASSERT_TRUE(decoded) << decoded.error().text();
  ASSERT_EQ(decoded->found.size(), 1u);
  EXPECT_EQ(decoded->found[0].code, "encoding_translated");
  EXPECT_EQ(decoded->found[0].severity, Severity::kNote);
  EXPECT_EQ(decoded->found[0].place.input, "in");
  EXPECT_EQ(rows_of(decoded->batches[0]), "M\xc3\xb6\x62\x65l|X\n");
}

TEST_F(OpenSource, UnpacksGzipByItsContent) {
  EXPECT_EQ(files(gzip_of("sku\nA\n"), "stock.csv"), "stock.csv=sku\nA\n\n");
  EXPECT_EQ(files(gzip_of("sku\nM\xf6\x62\x65l\n"), "stock.gz"), "stock.gz=sku\nM\xc3\xb6\x62\x65l\n (windows-1252)\n");
  EXPECT_EQ(files(gzip_of("")), "in=\n");
}

TEST_F(OpenSource, UnpacksTheMembersOfAZipInTheOrderOfTheirNames) {
  const std::string day = zip_of({{"stock.csv", "s"}, {"edi/", ""}, {"edi/b.x12", "b"}, {"edi/a.x12", "a"}, {"__MACOSX/._stock.csv", "x"}, {".DS_Store", "x"}, {"edi/._b.x12", "x"}});
  EXPECT_EQ(files(day, "day.zip"), "day.zip/edi/a.x12=a\nday.zip/edi/b.x12=b\nday.zip/stock.csv=s\n");
  EXPECT_EQ(files(zip_of({{"M\xc3\xb6\x62\x65l.csv", "\xf6"}}), "z"), "z/M\xc3\xb6\x62\x65l.csv=\xc3\xb6 (windows-1252)\n");
}

TEST_F(OpenSource, RefusesArchivesThatHoldNoTexts) {
  EXPECT_EQ(files(zip_of({{"only/", ""}})), "in: an archive that holds no file; an archive of the exports");
  EXPECT_EQ(files(zip_of({})), "in: an archive that holds no file; an archive of the exports");
  EXPECT_EQ(files(zip_of({{"[Content_Types].xml", "<Types/>"}, {"xl/workbook.xml", "<x/>"}}), "stock.csv"),
            "stock.csv: an Excel workbook or another office document, not a text; the sheet saved as CSV (UTF-8)");
  EXPECT_EQ(files(zip_of({{"xl/workbook.xml", "<x/>"}, {"[Content_Types].xml", "<Types/>"}}), "stock.csv").find("stock.csv: an Excel"), 0u);
  EXPECT_EQ(files(zip_of({{"a", "1"}, {"a", "2"}})), "in/a: an archive that holds two files of this name; an archive in which each file has a name of its own");
}

TEST_F(OpenSource, LeavesNoMemberOut) {
  std::string archive = zip_of({{"a.csv", "sku\nA\n"}, {"b.csv", "sku\nB\n"}});
  archive[archive.rfind("PK\x01\x02") + 41] = '\x41';  // external attributes: a folder, in the notation of Unix
  EXPECT_EQ(files(archive), "in: an archive that holds something else than files, at b.csv/; the archive sent again");
  std::string uncounted = zip_of({{"a.csv", "sku\nA\n"}});
  uncounted[uncounted.rfind("PK\x05\x06") + 10] = 2;
  EXPECT_EQ(failure_of(open(uncounted)), "not_the_format");
}

TEST_F(OpenSource, RefusesAnArchiveInAnArchive) {
  const std::string inner = zip_of({{"a.csv", "sku\nA\n"}});
  EXPECT_EQ(files(zip_of({{"inner.zip", inner}})), "in: an archive inside an archive; one level of packing: the inner archive by itself");
  EXPECT_EQ(failure_of(open(gzip_of(gzip_of("sku\n")))), "not_the_format");
  EXPECT_EQ(failure_of(open(gzip_of(inner))), "not_the_format");
  EXPECT_EQ(failure_of(open(zip_of({{"inner", gzip_of("sku\n")}}))), "not_the_format");
}

TEST_F(OpenSource, RefusesAnArchiveUnderAPassword) {
  EXPECT_EQ(files(Packer().zip({{"a.csv", "sku\nA\n"}}, "secret")), "in: an archive under a password; the files in it unpacked, or an archive without a password");
}

std::string wordy_text() {
  std::string text = "sku,name\n";
  for (int i = 0; i < 2000; ++i) text += "SKU-" + std::to_string(i * 7919 % 10007) + ",item " + std::to_string(i) + "\n";
  return text;
}

// A cut or a flipped bit may never pass for the whole file.
TEST_F(OpenSource, RefusesADamagedArchive) {
  const std::string text = wordy_text();
  for (const bool zip : {false, true}) {
    const std::string packed = zip ? zip_of({{"a.csv", text}}) : gzip_of(text);
    for (std::size_t cut = 5; cut < packed.size(); cut += packed.size() / 97) EXPECT_EQ(failure_of(open(packed.substr(0, cut))), "not_the_format") << zip << " cut at " << cut;
    EXPECT_EQ(failure_of(open(packed.substr(0, packed.size() - 1))), "not_the_format");
    for (std::size_t at = 12; at < packed.size(); at += packed.size() / 97) {
      std::string flipped = packed;
      flipped[at] = static_cast<char>(flipped[at] ^ 0x10);
      const auto opened = open(flipped);
      if (opened) {
        EXPECT_EQ(opened->front().bytes->view(), text) << zip << " bit flipped at " << at;
      }
    }
  }
}

TEST_F(OpenSource, RefusesAZipBombInBoundedTimeAndMemory) {
  const std::string zeros(std::size_t{70} << 20, '0');
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(files(zip_of({{"a.csv", zeros}})), "in: the archive unpacks to far more than any export: more than 4 GiB, or 200 times its size; the files in it unpacked, and looked at first");
  EXPECT_EQ(failure_of(open(gzip_of(zeros))), "not_the_format");
  const std::string half = zeros.substr(0, zeros.size() / 2);
  EXPECT_EQ(failure_of(open(zip_of({{"a.csv", half}, {"b.csv", half}, {"c.csv", half}}))), "not_the_format");  // all members together
  EXPECT_EQ(failure_of(open(gzip_of(half))), "ok");                                                          // what is small is never a bomb
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
}

TEST_F(OpenSource, ReadsAllMembersOfAnArchiveTogether) {
  ASSERT_TRUE(open(zip_of({{"b.csv", "sku,location\nB,X\n"}, {"a.csv", "sku,location\nA,X\n"}}), "day.zip"));
  const auto read = read_records((folder_ / "day.zip").string(), "trueup.stock");
  ASSERT_TRUE(read) << read.error().text();
  EXPECT_EQ(read->lines, "{\"table\":\"stock\",\"sku\":\"A\",\"location\":\"X\"}\n{\"table\":\"stock\",\"sku\":\"B\",\"location\":\"X\"}\n");
}

TEST_F(OpenSource, ComparesPackedFilesWithPlainOnes) {
  ASSERT_TRUE(open(gzip_of("sku,qty\nM\xf6\x62\x65l,1\nB,2\n"), "before"));
  ASSERT_TRUE(open("sku,qty\nB,3\nM\xc3\xb6\x62\x65l,1\n", "after"));
  ASSERT_TRUE(open(zip_of({{"a", "sku\n1\n"}, {"b", "sku\n1\n"}}), "two"));
  DiffOptions options;
  options.key = {"sku"};
  const auto path = [&](const char* name) { return (folder_ / name).string(); };
  const auto result = diff_files(path("before"), path("after"), options);
  ASSERT_TRUE(result) << result.error().text();
  EXPECT_EQ(result->summary.changed, 1u);
  EXPECT_EQ(result->summary.unchanged, 1u);
  const auto two = diff_files(path("before"), path("two"), options);
  ASSERT_EQ(failure_of(two), "not_the_format");
  EXPECT_EQ(two.error().message, "an archive of 2 files, where one is compared");
}

}  // namespace
}  // namespace trueup
