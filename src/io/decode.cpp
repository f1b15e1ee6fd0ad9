#include "trueup/io/decode.hpp"

#include <memory>

#include "io/csv_table.hpp"
#include "io/found_issue.hpp"
#include "io/json_table.hpp"
#include "io/once_per.hpp"
#include "io/x12_table.hpp"

namespace trueup {
namespace {

/// Undoes repeated figures as the batches come, while their text is still in the cache.
class RepeatedFigures {
 public:
  RepeatedFigures(const Profile& profile, Decoded& out) : out_(out) {
    for (const RowRule& rule : profile.rules)
      rules_.push_back(rule.once_per ? std::make_unique<OncePerKey>(*rule.once_per, out.batches) : nullptr);
  }

  void operator()() {
    for (; done_ < out_.batches.size(); ++done_)
      if (const auto& rule = rules_[done_ % rules_.size()]) rule->add(done_);
  }

 private:
  Decoded& out_;
  std::vector<std::unique_ptr<OncePerKey>> rules_;  ///< one a rule; null where nothing repeats
  std::size_t done_ = 0;
};

}  // namespace

Result<Decoded> decode(const Profile& profile, const std::vector<SourceFile>& files, Progress* progress) {
  Decoded out;
  for (const SourceFile& file : files)
    if (!file.encoding.empty()) out.found.push_back(found_issue("encoding_translated", {file.name, 0, "", ""}, "is text in " + file.encoding + ", and was read as such"));
  RepeatedFigures after_file(profile, out);
  if (profile.format == SourceFormat::kJson) {
    if (Failure failure = decode_json_files(
            profile, files, out, [&] { after_file(); }, progress))
      return std::move(*failure);
    return out;
  }
  if (profile.format == SourceFormat::kX12) {
    if (Failure failure = decode_x12_files(
            profile, files, out, [&] { after_file(); }, progress))
      return std::move(*failure);
    return out;
  }
  for (const SourceFile& file : files) {
    if (Failure failure = decode_csv_file(profile, file, out, progress)) return std::move(*failure);
    after_file();
  }
  return out;
}

}  // namespace trueup
