// Reads the documented Cin7 answers and the real CSV exports, where they are at hand. They are not part of the project.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "batch_text.hpp"

namespace trueup {
namespace {

using test::column_of;

std::string samples() {
  const char* folder = std::getenv("TRUEUP_SAMPLES");
  return folder != nullptr ? folder : TRUEUP_SOURCE_DIR "/../shared/samples";
}

class Samples : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::is_directory(samples() + "/cin7")) GTEST_SKIP() << "no samples in " << samples() << " (TRUEUP_SAMPLES)";
  }

  /// Recognises and decodes one file of the Cin7 samples.
  Decoded read(const std::string& path, const std::string& profile) {
    const auto bytes = Bytes::map(samples() + "/cin7/" + path);
    if (!bytes) return ADD_FAILURE() << bytes.error().text(), Decoded();
    const SourceFile file{path, *bytes};
    const auto found = recognise(file);
    if (!found) return ADD_FAILURE() << found.error().text(), Decoded();
    EXPECT_EQ(found->profile->name, profile);
    Result<Decoded> decoded = decode(*found->profile, {file});
    if (!decoded) return ADD_FAILURE() << decoded.error().text(), Decoded();
    EXPECT_TRUE(decoded->rejected.empty());
    return std::move(*decoded);
  }

  static std::size_t row_count(const Decoded& decoded, std::size_t batch) {
    return batch < decoded.batches.size() ? decoded.batches[batch].row_count() : 0;
  }
};

TEST_F(Samples, Availability) {
  EXPECT_EQ(row_count(read("core_api_examples/ref_productavailability_GET.json", "cin7_core.availability"), 0), 4u);
}

TEST_F(Samples, Product) {
  const Decoded decoded = read("core_api_examples/product_GET.json", "cin7_core.product");
  EXPECT_EQ(row_count(decoded, 0), 1u);
  EXPECT_EQ(row_count(decoded, 1), 1u);
}

TEST_F(Samples, SaleWhoseShipStepIsNotAuthorised) {
  const Decoded decoded = read("core_api_examples/sale_GET.json", "cin7_core.sale");
  EXPECT_EQ(row_count(decoded, 0), 1u);
  EXPECT_EQ(row_count(decoded, 1), 0u);
  EXPECT_EQ(row_count(read("core_api_examples/sale_fulfilment_GET.json", "cin7_core.sale_fulfilment"), 0), 0u);
}

TEST_F(Samples, Purchase) {
  const Decoded decoded = read("core_api_examples/advanced-purchase_GET.json", "cin7_core.purchase");
  ASSERT_EQ(row_count(decoded, 1), 1u);
  EXPECT_EQ(column_of(decoded.batches[1], "reference") + " " + column_of(decoded.batches[1], "location"), "PO-00069 Main Warehouse");
}

TEST_F(Samples, StockAdjustment) {
  const Decoded decoded = read("core_api_examples/stockadjustment_GET.json", "cin7_core.stock_adjustment");
  ASSERT_EQ(row_count(decoded, 1), 1u);
  EXPECT_EQ(column_of(decoded.batches[1], "quantity"), "600");
}

TEST_F(Samples, Stocktake) {
  const Decoded decoded = read("core_api_examples/stocktake_GET.json", "cin7_core.stocktake");
  ASSERT_EQ(row_count(decoded, 2), 3u);
  EXPECT_EQ(column_of(decoded.batches[2], "quantity"), "-1,-100,-50");
}

TEST_F(Samples, InventoryList) { EXPECT_EQ(row_count(read("core_csv/InventoryList_2026-07-03.csv", "cin7_core.inventory_list"), 0), 100u); }

TEST_F(Samples, AssemblyBomWithoutItsServices) {
  EXPECT_EQ(row_count(read("core_csv/AssemblyBOM_2026-07-03.csv", "cin7_core.assembly_bom"), 0), 76u);
}

TEST_F(Samples, EveryCsvExportDecodesWithoutRejectedRows) {
  for (const char* path : {"core_csv/ProductionBOM_2026-07-03.csv", "omni_csv/Products_export_sample_transcribed.csv"}) {
    const auto bytes = Bytes::map(samples() + "/cin7/" + path);
    ASSERT_TRUE(bytes) << bytes.error().text();
    std::vector<Issue> rejected;
    const auto batch = decode_csv({path, *bytes}, {}, rejected);
    ASSERT_TRUE(batch) << batch.error().text();
    EXPECT_GT(batch->row_count(), 0u);
    EXPECT_TRUE(rejected.empty()) << path;
  }
}

}  // namespace
}  // namespace trueup
