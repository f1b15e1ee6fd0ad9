// decode: bytes of one input -> RecordBatches, driven by a profile.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "trueup/base/bytes.hpp"
#include "trueup/base/progress.hpp"
#include "trueup/io/profile.hpp"
#include "trueup/table/issue.hpp"
#include "trueup/table/record_batch.hpp"

namespace trueup {

/// One file of an input: its bytes and the name to use in messages.
struct SourceFile {
  std::string name;                    ///< a member of an archive: "day.zip/stock.csv"
  std::shared_ptr<const Bytes> bytes;  ///< UTF-8 where the file was text in another encoding
  std::string encoding{};              ///< what it was translated from: "UTF-16LE", "windows-1252"; empty = nothing was done
};

/// A file as the files that are in it: itself; what a .gz holds; each member of a .zip, in the order of their names. Text in
/// UTF-16 or windows-1252 (ISO 8859-1 with its printable C1 range) is translated. Errors: file_not_found, file_unreadable,
/// not_the_format (a damaged archive, one under a password, one that unpacks to more than `kMostUnpacked` bytes).
inline constexpr std::uint64_t kMostUnpacked = std::uint64_t{4} << 30;
Result<std::vector<SourceFile>> open_source(const std::string& path, const std::string& shown_name);

struct Decoded {
  std::vector<RecordBatch> batches;  ///< in the order of the files, then of the profile's rules
  std::vector<Issue> rejected;       ///< rows that are none (ragged, unclosed quote): listed, never dropped silently
  std::vector<Issue> found;          ///< what is wrong with a file or its envelope though its rows can be used
  bool whole = true;                 ///< false: rows that are not there say nothing (cut short, exceptions only)
};

/// Decodes all files of one input together (page totals, duplicate ids and repeated figures concern the whole).
/// A fault of structure is an Error: not_the_format, missing_column, truncated, count_mismatch, duplicate_record,
/// remote_error. Linear in the bytes; `progress` advances by bytes and may cancel.
Result<Decoded> decode(const Profile& profile, const std::vector<SourceFile>& files, Progress* progress = nullptr);

struct CsvOptions {
  char delimiter = 0;                          ///< 0 = find out among , ; tab
  std::vector<std::string> required;           ///< the header is the first of rows 1..6 that holds all of these
  std::vector<std::string> null_words{""};
};

/// A plain delimited file with its own header names: one batch, all columns. RFC 4180 plus BOM, CRLF, LF, extra empty
/// cells at a row's end. A ragged row goes to `rejected` and is not in the batch.
Result<RecordBatch> decode_csv(const SourceFile& file, const CsvOptions& options, std::vector<Issue>& rejected,
                               Progress* progress = nullptr);

/// Which profile fits a file's content, and how surely.
struct Recognition {
  std::shared_ptr<const Profile> profile;
  int certainty = 0;            ///< percent
  std::string runner_up;        ///< the next best profile; empty when no other fits at all
  int runner_up_certainty = 0;  ///< percent
  std::string because;          ///< what in the file told it
};

/// The shipped profile that fits the file's content (never its name), or unknown_profile with the candidates.
Result<Recognition> recognise(const SourceFile& file);

}  // namespace trueup
