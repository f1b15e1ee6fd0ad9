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
  std::string name;
  std::shared_ptr<const Bytes> bytes;
};

struct Decoded {
  std::vector<RecordBatch> batches;  ///< in the order of the files, then of the profile's rules
  std::vector<Issue> rejected;       ///< rows that are none (ragged, unclosed quote): listed, never dropped silently
};

/// Decodes all files of one input together (page totals, duplicate ids and repeated figures concern the whole).
/// A fault of structure is an Error: not_the_format, missing_column, truncated, count_mismatch, duplicate_record,
/// remote_error. Linear in the bytes; `progress` advances by bytes and may cancel.
Result<Decoded> decode(const Profile& profile, const std::vector<SourceFile>& files, Progress* progress = nullptr);

struct CsvOptions {
  char delimiter = 0;                          ///< 0 = find out among , ; tab
  std::vector<std::string> required;           ///< the header is the first of rows 1..5 that holds all of these
  std::vector<std::string> null_words{""};
};

/// A plain delimited file with its own header names: one batch, all columns. RFC 4180 plus BOM, CRLF, LF, extra empty
/// cells at a row's end. A ragged row goes to `rejected` and is not in the batch.
Result<RecordBatch> decode_csv(const SourceFile& file, const CsvOptions& options, std::vector<Issue>& rejected,
                               Progress* progress = nullptr);

/// The shipped profile that fits the file's content, or unknown_profile with the candidates.
Result<std::shared_ptr<const Profile>> recognise(const SourceFile& file);

}  // namespace trueup
