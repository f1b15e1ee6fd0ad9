// Entry of libFuzzer: any bytes as an X12 file. The first byte chooses the profile. Whatever the bytes are, decoding ends, the
// columns of a batch are of one length, and each cell lies in the file or the arena.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "trueup/io/decode.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace trueup;
  constexpr const char* kProfiles[] = {"x12.945", "x12.846", "x12.856", "x12.997", "x12.ta1"};
  if (size == 0) return 0;
  const auto profile = find_profile(kProfiles[data[0] % std::size(kProfiles)], ".");
  if (!profile) std::abort();
  const SourceFile file{"fuzz.edi", Bytes::own(std::string(reinterpret_cast<const char*>(data + 1), size - 1))};
  const Result<Decoded> decoded = decode(**profile, {file});
  if (!decoded) return 0;
  for (const RecordBatch& batch : decoded->batches)
    for (const auto& column : batch.columns) {
      if (column.size() != batch.row_count()) std::abort();
      for (const Cell cell : column)
        if (!cell.missing() && cell.offset() + cell.length() > (cell.arena() ? batch.arena.size() : batch.source->size())) std::abort();
    }
  return 0;
}
