#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "batch_text.hpp"
#include "trueup/model/table_schema.hpp"

namespace trueup {
namespace {

using test::column_of;
using test::failure_of;
using test::file_of;
using test::rows_of;

Result<Decoded> read(const std::string& profile, const std::string& text) {
  const auto found = find_profile(profile, "");
  if (!found) return Error(found.error());
  return decode(**found, {file_of(text)});
}

TEST(ShippedProfiles, AreAllReadableAndSayWhereTheyComeFrom) {
  for (const std::string& name : shipped_profile_names()) {
    const auto profile = find_profile(name, "");
    ASSERT_TRUE(profile) << profile.error().text();
    EXPECT_EQ((*profile)->name, name);
    EXPECT_FALSE((*profile)->title.empty()) << name;
    EXPECT_FALSE((*profile)->facts.empty()) << name;
    EXPECT_FALSE((*profile)->seen.empty()) << name;
    EXPECT_FALSE((*profile)->recognise.empty() && (*profile)->x12.sets.empty()) << name;
  }
}

TEST(ShippedProfiles, AreSortedAndHoldEachCanonicalTable) {
  const std::vector<std::string> names = shipped_profile_names();
  EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
  for (const TableSchema& table : all_tables())
    EXPECT_TRUE(std::binary_search(names.begin(), names.end(), "trueup." + std::string(table.name))) << table.name;
  EXPECT_TRUE(std::binary_search(names.begin(), names.end(), "cin7_core.availability"));
}

TEST(ShippedProfiles, SuggestNearNames) {
  const auto profile = find_profile("cin7_core.transfr", "");
  ASSERT_EQ(failure_of(profile), "unknown_profile");
  EXPECT_TRUE(profile.error().hint.starts_with("near names: cin7_core.transfer")) << profile.error().hint;
}

TEST(ShippedProfiles, StandBesideProfilesOfTheUser) {
  const std::string folder = testing::TempDir();
  std::ofstream(folder + "/mine.toml")
      << "name = \"mine\"\nformat = \"csv\"\n[[rows]]\ntable = \"items\"\n[rows.columns]\nsku = \"Item\"\n";
  const auto profile = find_profile("mine.toml", folder);
  ASSERT_TRUE(profile) << profile.error().text();
  EXPECT_EQ((*profile)->name, "mine");
  EXPECT_EQ(failure_of(find_profile("other.toml", folder)), "file_not_found");
}

TEST(Cin7CoreAvailability, TakesStockOnHandForMoneyAndSitewideFiguresOnce) {
  const auto result = read("cin7_core.availability", R"({"Total":3,"Page":1,"ProductAvailabilityList":[
    {"ID":"1","SKU":"A","Location":"LA","Bin":null,"Batch":"L1","ExpiryDate":"2027-01-01T00:00:00","OnHand":5,"Allocated":1,"Available":4,"OnOrder":12,"StockOnHand":52.5000,"InTransit":3},
    {"ID":"1","SKU":"A","Location":"LA","Bin":"B2","Batch":"L2","ExpiryDate":null,"OnHand":2,"Allocated":0,"Available":2,"OnOrder":12,"StockOnHand":21.0,"InTransit":3},
    {"ID":"2","SKU":"B","Location":"LA","Bin":null,"Batch":null,"ExpiryDate":null,"OnHand":0,"Allocated":1,"Available":1,"OnOrder":0,"StockOnHand":0,"InTransit":0}]})");
  ASSERT_TRUE(result) << result.error().text();
  const RecordBatch& batch = result->batches[0];
  EXPECT_EQ(column_of(batch, "sku") + " " + column_of(batch, "on_hand"), "A,A,B 5,2,0");
  EXPECT_EQ(column_of(batch, "value"), "52.5000,21.0,0");
  EXPECT_EQ(column_of(batch, "on_order") + " " + column_of(batch, "in_transit"), "12,~,0 3,~,0");
  EXPECT_EQ(column_of(batch, "lot") + " " + column_of(batch, "bin"), "L1,L2,~ ~,B2,~");
  EXPECT_FALSE(batch.find("unit"));
}

TEST(Cin7CoreProduct, MakesItemsAndKits) {
  const auto result = read("cin7_core.product",
                           R"({"Total":1,"Page":1,"Products":[{"ID":"1","SKU":"BOX","Name":"Box of 24","Type":"Stock","Status":"Deprecated",
    "CostingMethod":"FEFO - Batch","UOM":"Box","AverageCost":1.5,"PriceTier1":8,"Barcode":"","QuantityToProduce":24,
    "BillOfMaterialsProducts":[{"ProductCode":"PIECE","Quantity":1}]}]})");
  ASSERT_TRUE(result) << result.error().text();
  EXPECT_EQ(column_of(result->batches[0], "kind") + column_of(result->batches[0], "status") + column_of(result->batches[0], "tracking"),
            "stockinactiveexpiry");
  EXPECT_EQ(rows_of(result->batches[1]), "BOX|PIECE|1|24\n");
}

TEST(Cin7CoreInventoryList, TranslatesTypeAndStatus) {
  const auto result =
      read("cin7_core.inventory_list",
           "ProductCode,Name,Type,CostingMethod,Barcode,SupplierProductCode,PriceTier1,AverageCost,DefaultUnitOfMeasure,Status\r\n"
           "\"A\",\"Pipe 12\"\" long\",Stock,FIFO,\"\",S1,2.0000,1.5875,Item,ACTIVE\r\nL,Labour,Service,FIFO,,,1,0,Hour,DEPRECATED\r\n");
  ASSERT_TRUE(result) << result.error().text();
  EXPECT_EQ(rows_of(result->batches[0]),
            "A|Pipe 12\" long|~|S1|2.0000|stock|active|Item|1.5875|none\nL|Labour|~|~|1|service|inactive|Hour|0|none\n");
}

TEST(Cin7CoreAssemblyBom, LeavesServicesOut) {
  const auto result = read("cin7_core.assembly_bom",
                           "Action,ProductSKU,ProductName,ComponentSKU,ComponentName,Quantity,WastageQuantity_ForStockComponentOnly,"
                           "ExpenseAccount_ForServiceComponentOnly\n"
                           "\"Create/Update\",\"KIT\",\"Kit\",\"PART\",\"Part\",\"0.0416666667\",\"0.0000000000\",\"\",\"\"\n"
                           "\"Create/Update\",\"KIT\",\"Kit\",\"LAB\",\"Labour\",\"1.0\",\"\",\"260: Costs\",\"\"\n");
  ASSERT_TRUE(result) << result.error().text();
  EXPECT_EQ(rows_of(result->batches[0]), "KIT|PART|0.0416666667\n");
}

constexpr const char* kSale =
    R"({"ID":"s1","SaleOrderDate":"2026-11-01T00:00:00","Location":"LA","SourceChannel":"Shopify","ExternalID":null,"CustomerReference":"#1001",
  "CustomerCurrency":"USD","CurrencyRate":1.25,"CombinedShippingStatus":"PARTIALLY SHIPPED",
  "Order":{"SaleOrderNumber":"SO-7","Status":"AUTHORISED","Lines":[{"SKU":"A","Quantity":5,"Price":8,"Total":40,"DropShip":false}]},
  "Fulfilments":[
    {"TaskID":"t1","Pack":{"Lines":[{"SKU":"A","Quantity":2,"Location":"LA: Bin 1","Box":"Box 1","BatchSN":"L1"},{"SKU":"A","Quantity":1,"Location":"LA","Box":"Box 2","BatchSN":null}]},
     "Ship":{"Status":"PARTIALLY AUTHORISED","Lines":[{"ShipmentDate":"2026-11-03T10:00:00","Carrier":"UPS","Boxes":"Box 1","TrackingNumber":"1Z","IsShipped":true},
                                                      {"ShipmentDate":"2026-11-04T10:00:00","Carrier":"UPS","Boxes":"Box 2","TrackingNumber":"","IsShipped":false}]}},
    {"TaskID":"t2","Pack":{"Lines":[{"SKU":"A","Quantity":2,"Location":"LA","Box":"Box 1"}]},
     "Ship":{"Status":"NOT AVAILABLE","Lines":[{"ShipmentDate":"2026-11-05T10:00:00","Carrier":"UPS","Boxes":"Box 1","TrackingNumber":"","IsShipped":true}]}}],
  "CreditNotes":[{"TaskID":"c1","Status":"AUTHORISED","CreditNoteNumber":"CR-7","CreditNoteDate":"2026-11-09T00:00:00",
     "Restock":[{"SKU":"A","Quantity":1,"Location":"LA: Returns","RestockLocation":null}]},
    {"TaskID":"c2","Status":"DRAFT","CreditNoteNumber":"CR-8","Restock":[{"SKU":"A","Quantity":1,"Location":"LA"}]}]})";

TEST(Cin7CoreSale, ShipsWhatIsPackedIntoShippedBoxes) {
  const auto result = read("cin7_core.sale", kSale);
  ASSERT_TRUE(result) << result.error().text();
  const RecordBatch& shipped = result->batches[1];
  ASSERT_EQ(shipped.row_count(), 1u);
  EXPECT_EQ(column_of(shipped, "type") + " " + column_of(shipped, "id") + " " + column_of(shipped, "parent_id"), "ship_advice t1 s1");
  EXPECT_EQ(column_of(shipped, "reference") + " " + column_of(shipped, "order_reference") + " " + column_of(shipped, "tracking"),
            "SO-7 #1001 1Z");
  EXPECT_EQ(column_of(shipped, "quantity") + " " + column_of(shipped, "lot") + " " + column_of(shipped, "location"), "2 L1 LA");
  EXPECT_EQ(column_of(shipped, "effective_at") + " " + column_of(shipped, "state"), "2026-11-03T10:00:00 partially_shipped");
}

TEST(Cin7CoreSale, HoldsTheOrderAndWhatWasRestocked) {
  const auto result = read("cin7_core.sale", kSale);
  const RecordBatch& ordered = result->batches[0];
  EXPECT_EQ(column_of(ordered, "type") + " " + column_of(ordered, "id") + " " + column_of(ordered, "quantity") + " " +
                column_of(ordered, "state"),
            "sales_order s1 5 authorised");
  EXPECT_EQ(column_of(ordered, "channel") + " " + column_of(ordered, "rate") + " " + column_of(ordered, "amount"), "Shopify 1.25 40");
  const RecordBatch& restocked = result->batches[2];
  ASSERT_EQ(restocked.row_count(), 1u);
  EXPECT_EQ(column_of(restocked, "reference") + " " + column_of(restocked, "order_reference") + " " + column_of(restocked, "location"),
            "CR-7 SO-7 LA");
  EXPECT_EQ(column_of(restocked, "effective_at"), "2026-11-09T00:00:00");
}

TEST(Cin7CorePurchase, ReceivesAuthorisedLinesAtTheLineOrHeaderLocation) {
  const auto result = read(
      "cin7_core.purchase",
      R"([{"ID":"p1","OrderNumber":"PO-1","OrderDate":"2026-10-01T00:00:00","Location":"LA","SupplierID":"x","SupplierCurrency":"USD","CurrencyRate":1,
    "Order":{"Status":"AUTHORISED","Lines":[{"SKU":"A","Quantity":10,"Price":2,"Total":20}]},
    "StockReceived":[{"TaskID":"r1","Status":"AUTHORISED","Lines":[{"Date":"2026-10-05T00:00:00","SKU":"A","Quantity":4,"Location":null,"Received":true,"BatchSN":""},
                      {"Date":"2026-10-06T00:00:00","SKU":"A","Quantity":3,"Location":"Own: Bin 9","Received":true},{"Date":"2026-10-07T00:00:00","SKU":"A","Quantity":3,"Location":null,"Received":false}]},
                     {"TaskID":"r2","Status":"DRAFT","Lines":[{"Date":"2026-10-08T00:00:00","SKU":"A","Quantity":3,"Location":null,"Received":true}]}]},
    {"ID":"p2","OrderNumber":"PO-2","Location":"Own","Order":{"Status":"VOIDED","Lines":[]},
     "StockReceived":{"Status":"AUTHORISED","Lines":[{"Date":"2026-10-09T00:00:00","SKU":"B","Quantity":1,"Received":true}]}}])");
  ASSERT_TRUE(result) << result.error().text();
  const RecordBatch& received = result->batches[1];
  EXPECT_EQ(column_of(received, "id") + " " + column_of(received, "reference"), "r1,r1,p2 PO-1,PO-1,PO-2");
  EXPECT_EQ(column_of(received, "location") + " " + column_of(received, "quantity"), "LA,Own,Own 4,3,1");
  EXPECT_EQ(column_of(received, "posted_at"), "2026-10-05T00:00:00,2026-10-06T00:00:00,2026-10-09T00:00:00");
  EXPECT_EQ(column_of(result->batches[0], "state"), "authorised");
}

TEST(Cin7CoreTransfer, LeavesAtDepartureAndArrivesAtCompletion) {
  const auto result = read("cin7_core.transfer", R"([
    {"TaskID":"1","FromLocation":"Own: A1","ToLocation":"LA","Status":"COMPLETED","Number":"TR-1","DepartureDate":"2026-11-01T00:00:00","CompletionDate":"2026-11-04T00:00:00","Lines":[{"SKU":"A","TransferQuantity":5,"BatchSN":null}]},
    {"TaskID":"2","FromLocation":"Own","ToLocation":"LA","Status":"IN TRANSIT","Number":"TR-2","DepartureDate":"2026-11-02T00:00:00","CompletionDate":null,"Lines":[{"SKU":"B","TransferQuantity":6,"BatchSN":"L"}]},
    {"TaskID":"3","FromLocation":"Own","ToLocation":"LA","Status":"COMPLETED","Number":"TR-3","DepartureDate":null,"CompletionDate":"2026-11-05T00:00:00","Lines":[{"SKU":"C","TransferQuantity":7}]},
    {"TaskID":"4","FromLocation":"Own","ToLocation":"LA","Status":"DRAFT","Number":"TR-4","DepartureDate":null,"CompletionDate":null,"Lines":[{"SKU":"D","TransferQuantity":8}]}])");
  ASSERT_TRUE(result) << result.error().text();
  const RecordBatch &out = result->batches[0], &in = result->batches[1];
  EXPECT_EQ(column_of(out, "id") + " " + column_of(out, "location") + " " + column_of(out, "location_to"),
            "TR-1,TR-2,TR-3 Own,Own,Own LA,LA,LA");
  EXPECT_EQ(column_of(out, "effective_at"), "2026-11-01T00:00:00,2026-11-02T00:00:00,2026-11-05T00:00:00");
  EXPECT_EQ(column_of(out, "state"), "completed,in_transit,completed");
  EXPECT_EQ(column_of(in, "type") + " " + column_of(in, "reference") + " " + column_of(in, "location"),
            "transfer_in,transfer_in TR-1,TR-3 LA,LA");
  EXPECT_EQ(column_of(in, "posted_at"), "2026-11-04T00:00:00,2026-11-05T00:00:00");
}

TEST(Cin7CoreStockAdjustment, TurnsNewFiguresIntoDifferences) {
  const char* text = R"({"TaskID":"1","EffectiveDate":"2026-11-01T00:00:00","StocktakeNumber":"ST-1","Status":"COMPLETED",
    "ExistingStockLines":[{"SKU":"A","QuantityOnHand":10,"Adjustment":7.5,"Location":"LA: B1","BatchSN":null,"Comments":"damaged"}],
    "NewStockLines":[{"SKU":"B","Quantity":3,"Location":"LA","BatchSN":"L","Comments":""}]})";
  const auto result = read("cin7_core.stock_adjustment", text);
  ASSERT_TRUE(result) << result.error().text();
  EXPECT_EQ(column_of(result->batches[0], "quantity") + " " + column_of(result->batches[0], "location") + " " +
                column_of(result->batches[0], "reason"),
            "-2.5 LA damaged");
  EXPECT_EQ(column_of(result->batches[1], "quantity") + " " + column_of(result->batches[1], "reference"), "3 ST-1");
  std::string draft = text;
  draft.replace(draft.find("COMPLETED"), 9, "DRAFT");
  EXPECT_EQ(read("cin7_core.stock_adjustment", draft)->batches[0].row_count(), 0u);
}

TEST(Cin7CoreStocktake, CountsAndAdjusts) {
  const auto result =
      read("cin7_core.stocktake",
           R"({"TaskID":"1","EffectiveDate":"2026-11-01T00:00:00","StocktakeNumber":"ST-2","Status":"COMPLETED","Location":"LA",
    "NonZeroStockOnHandProducts":[{"SKU":"A","QuantityOnHand":10,"Adjustment":12,"Location":"Bin 1","BatchSN":"L","Unit":"Item"}],
    "ZeroStockOnHandProducts":[{"SKU":"B","Quantity":1,"Location":"LA","Unit":"Item"}]})");
  ASSERT_TRUE(result) << result.error().text();
  EXPECT_EQ(result->batches[0].table, "counts");
  EXPECT_EQ(column_of(result->batches[0], "quantity") + " " + column_of(result->batches[0], "location") + " " +
                column_of(result->batches[0], "status"),
            "12 LA closed");
  EXPECT_EQ(column_of(result->batches[1], "quantity"), "1");
  EXPECT_EQ(result->batches[2].table, "documents");
  EXPECT_EQ(column_of(result->batches[2], "quantity") + " " + column_of(result->batches[3], "quantity"), "2 1");
}

}  // namespace
}  // namespace trueup
