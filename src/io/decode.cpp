#include "trueup/io/decode.hpp"

#include "io/column_rule.hpp"
#include "io/csv_table.hpp"
#include "io/json_table.hpp"

namespace trueup {
namespace {

void apply_repeated_figures(const Profile& profile, std::vector<RecordBatch>& batches) {
  const std::size_t rules = profile.rules.size();
  for (std::size_t rule = 0; rule < rules; ++rule) {
    if (!profile.rules[rule].once_per) continue;
    std::vector<RecordBatch*> of_rule;
    for (std::size_t i = rule; i < batches.size(); i += rules) of_rule.push_back(&batches[i]);
    apply_once_per(*profile.rules[rule].once_per, of_rule);
  }
}

}  // namespace

Result<Decoded> decode(const Profile& profile, const std::vector<SourceFile>& files, Progress* progress) {
  Decoded out;
  if (profile.format == SourceFormat::kJson) {
    if (Failure failure = decode_json_files(profile, files, out, progress)) return std::move(*failure);
  } else {
    for (const SourceFile& file : files)
      if (Failure failure = decode_csv_file(profile, file, out, progress)) return std::move(*failure);
  }
  apply_repeated_figures(profile, out.batches);
  return out;
}

}  // namespace trueup
