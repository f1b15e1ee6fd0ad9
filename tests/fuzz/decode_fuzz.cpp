// Entry for libFuzzer and for mutated_goldens: any bytes as a file of a shipped profile, which the first byte chooses.
// Whatever the bytes are, it ends; the columns of a batch are of one length, and each cell lies in the file
// or the arena. clang++ -fsanitize=fuzzer,address links it alone.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "trueup/io/decode.hpp"

namespace {

using namespace trueup;

const std::vector<std::shared_ptr<const Profile>>& profiles() {
  static const auto all = [] {
    std::vector<std::shared_ptr<const Profile>> loaded;
    for (const std::string& name : shipped_profile_names()) {
      auto profile = find_profile(name, ".");
      if (!profile) std::abort();
      loaded.push_back(*profile);
    }
    return loaded;
  }();
  return all;
}

void check(const RecordBatch& batch) {
  if (batch.names.size() != batch.columns.size() || batch.labels.size() != batch.columns.size()) std::abort();
  for (const auto& column : batch.columns) {
    if (column.size() != batch.row_count()) std::abort();
    for (const Cell cell : column)
      if (!cell.missing() && cell.offset() + cell.length() > (cell.arena() ? batch.arena.size() : batch.source->size())) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const SourceFile file{"fuzz", Bytes::own(std::string(reinterpret_cast<const char*>(data + 1), size - 1))};
  const Result<Decoded> decoded = decode(*profiles()[data[0] % profiles().size()], {file});
  if (decoded)
    for (const RecordBatch& batch : decoded->batches) check(batch);
  return 0;
}
