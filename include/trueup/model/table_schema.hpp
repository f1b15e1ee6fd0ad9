// The canonical tables: which columns each has and what kind of value a column holds. The one list that readers,
// `trueup.<table>` profiles, documentation and tests share.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace trueup {

enum class ColumnKind : std::uint8_t {
  kText,      ///< interned text; empty = unknown
  kQuantity,  ///< decimal, at most 4 places
  kUnitCost,  ///< decimal, at most 7 places
  kAmount,    ///< decimal, at most 4 places, in the row's currency
  kRatio,     ///< decimal, at most 10 places, kept exactly
  kInstant,   ///< ISO 8601 with offset or Z, or local with the system's zone
  kCount,     ///< whole number
};

struct ColumnSchema {
  std::string_view name;
  ColumnKind kind = ColumnKind::kText;
  bool required = false;   ///< the column must be there ...
  bool may_be_empty = false;  ///< ... though a cell of it may be empty, and says something by that
};

struct TableSchema {
  std::string_view name;
  std::span<const ColumnSchema> columns;
};

inline constexpr ColumnSchema kStockColumns[] = {
    {"sku", ColumnKind::kText, true},
    {"location", ColumnKind::kText, true},
    {"on_hand", ColumnKind::kQuantity, false},
    {"system", ColumnKind::kText, false},
    {"as_of", ColumnKind::kInstant, false},
    {"exported_at", ColumnKind::kInstant, false},
    {"unit", ColumnKind::kText, false},
    {"lot", ColumnKind::kText, false},
    {"expiry", ColumnKind::kText, false},
    {"bin", ColumnKind::kText, false},
    {"allocated", ColumnKind::kQuantity, false},
    {"available", ColumnKind::kQuantity, false},
    {"unavailable", ColumnKind::kQuantity, false},
    {"quarantine", ColumnKind::kQuantity, false},
    {"in_transit", ColumnKind::kQuantity, false},
    {"on_order", ColumnKind::kQuantity, false},
    {"unit_cost", ColumnKind::kUnitCost, false},
    {"value", ColumnKind::kAmount, false},
    {"currency", ColumnKind::kText, false},
    {"key_kind", ColumnKind::kText, false},
};

inline constexpr ColumnSchema kItemsColumns[] = {
    {"sku", ColumnKind::kText, true},
    {"system", ColumnKind::kText, false},
    {"name", ColumnKind::kText, false},
    {"barcode", ColumnKind::kText, false},
    {"supplier_code", ColumnKind::kText, false},
    {"price", ColumnKind::kAmount, false},
    {"kind", ColumnKind::kText, false},
    {"status", ColumnKind::kText, false},
    {"tracking", ColumnKind::kText, false},
    {"base_unit", ColumnKind::kText, false},
    {"unit_cost", ColumnKind::kUnitCost, false},
    {"cost_unit", ColumnKind::kText, false},
    {"currency", ColumnKind::kText, false},
    {"created_at", ColumnKind::kInstant, false},
    {"created_by", ColumnKind::kText, false},
    {"created_via", ColumnKind::kText, false},
};

inline constexpr ColumnSchema kItemUnitsColumns[] = {
    {"sku", ColumnKind::kText, true},
    {"unit", ColumnKind::kText, true},
    {"numerator", ColumnKind::kRatio, true},
    {"denominator", ColumnKind::kRatio, true},
    {"system", ColumnKind::kText, false},
    {"valid_from", ColumnKind::kInstant, false},
};

inline constexpr ColumnSchema kKitsColumns[] = {
    {"kit_sku", ColumnKind::kText, true},
    {"component_sku", ColumnKind::kText, true},
    {"quantity", ColumnKind::kRatio, false},
    {"numerator", ColumnKind::kRatio, false},
    {"denominator", ColumnKind::kRatio, false},
    {"system", ColumnKind::kText, false},
    {"valid_from", ColumnKind::kInstant, false},
};

inline constexpr ColumnSchema kSkuMapColumns[] = {
    {"from_system", ColumnKind::kText, true},
    {"from_value", ColumnKind::kText, true},
    {"to_system", ColumnKind::kText, true},
    {"to_value", ColumnKind::kText, true, true},
    {"valid_from", ColumnKind::kInstant, false},
    {"version", ColumnKind::kText, false},
    {"owner", ColumnKind::kText, false},
};

inline constexpr ColumnSchema kUnitMapColumns[] = {
    {"from_system", ColumnKind::kText, true},
    {"from_value", ColumnKind::kText, true},
    {"to_system", ColumnKind::kText, true},
    {"to_value", ColumnKind::kText, true, true},
    {"valid_from", ColumnKind::kInstant, false},
    {"version", ColumnKind::kText, false},
    {"owner", ColumnKind::kText, false},
};

inline constexpr ColumnSchema kLocationMapColumns[] = {
    {"from_system", ColumnKind::kText, true},
    {"from_value", ColumnKind::kText, true},
    {"to_system", ColumnKind::kText, true},
    {"to_value", ColumnKind::kText, true, true},
    {"valid_from", ColumnKind::kInstant, false},
    {"version", ColumnKind::kText, false},
    {"owner", ColumnKind::kText, false},
};

inline constexpr ColumnSchema kStatusMapColumns[] = {
    {"from_system", ColumnKind::kText, true},
    {"from_value", ColumnKind::kText, true},
    {"to_system", ColumnKind::kText, true},
    {"to_value", ColumnKind::kText, true, true},
    {"valid_from", ColumnKind::kInstant, false},
    {"version", ColumnKind::kText, false},
    {"owner", ColumnKind::kText, false},
};

inline constexpr ColumnSchema kLocationsColumns[] = {
    {"name", ColumnKind::kText, true},
    {"system", ColumnKind::kText, false},
    {"id", ColumnKind::kText, false},
    {"parent_id", ColumnKind::kText, false},
    {"status", ColumnKind::kText, false},
};

inline constexpr ColumnSchema kLinksColumns[] = {
    {"from_system", ColumnKind::kText, true},
    {"from_type", ColumnKind::kText, true},
    {"from_id", ColumnKind::kText, true},
    {"to_system", ColumnKind::kText, true},
    {"to_type", ColumnKind::kText, true},
    {"to_id", ColumnKind::kText, true},
    {"relation", ColumnKind::kText, false},
};

inline constexpr ColumnSchema kDocumentsColumns[] = {
    {"type", ColumnKind::kText, true},
    {"id", ColumnKind::kText, true},
    {"sku", ColumnKind::kText, true},
    {"quantity", ColumnKind::kQuantity, true},
    {"system", ColumnKind::kText, false},
    {"reference", ColumnKind::kText, false},
    {"order_reference", ColumnKind::kText, false},
    {"parent_id", ColumnKind::kText, false},
    {"parent_line", ColumnKind::kText, false},
    {"tracking", ColumnKind::kText, false},
    {"line", ColumnKind::kText, false},
    {"unit", ColumnKind::kText, false},
    {"lot", ColumnKind::kText, false},
    {"bucket", ColumnKind::kText, false},
    {"location", ColumnKind::kText, false},
    {"location_to", ColumnKind::kText, false},
    {"quantity_ordered", ColumnKind::kQuantity, false},
    {"sku_ordered", ColumnKind::kText, false},
    {"box", ColumnKind::kText, false},
    {"state", ColumnKind::kText, false},
    {"created_at", ColumnKind::kInstant, false},
    {"effective_at", ColumnKind::kInstant, false},
    {"posted_at", ColumnKind::kInstant, false},
    {"actor", ColumnKind::kText, false},
    {"reason", ColumnKind::kText, false},
    {"channel", ColumnKind::kText, false},
    {"period", ColumnKind::kText, false},
    {"unit_price", ColumnKind::kAmount, false},
    {"amount", ColumnKind::kAmount, false},
    {"currency", ColumnKind::kText, false},
    {"rate", ColumnKind::kRatio, false},
    {"key_kind", ColumnKind::kText, false},
};

inline constexpr ColumnSchema kStatesColumns[] = {
    {"type", ColumnKind::kText, true},
    {"id", ColumnKind::kText, true},
    {"state", ColumnKind::kText, true},
    {"at", ColumnKind::kInstant, true},
    {"system", ColumnKind::kText, false},
    {"reference", ColumnKind::kText, false},
    {"task", ColumnKind::kText, false},
    {"task_id", ColumnKind::kText, false},
    {"line", ColumnKind::kText, false},
    {"sku", ColumnKind::kText, false},
    {"quantity", ColumnKind::kQuantity, false},
    {"actor", ColumnKind::kText, false},
};

inline constexpr ColumnSchema kMovementsColumns[] = {
    {"sku", ColumnKind::kText, true},
    {"location", ColumnKind::kText, true},
    {"quantity", ColumnKind::kQuantity, true},
    {"posted_at", ColumnKind::kInstant, false},
    {"effective_at", ColumnKind::kInstant, false},
    {"system", ColumnKind::kText, false},
    {"unit", ColumnKind::kText, false},
    {"lot", ColumnKind::kText, false},
    {"bucket", ColumnKind::kText, false},
    {"type", ColumnKind::kText, false},
    {"id", ColumnKind::kText, false},
    {"line", ColumnKind::kText, false},
    {"reference", ColumnKind::kText, false},
    {"actor", ColumnKind::kText, false},
    {"reason", ColumnKind::kText, false},
    {"created_via", ColumnKind::kText, false},
    {"balance_after", ColumnKind::kQuantity, false},
    {"exported_at", ColumnKind::kInstant, false},
};

inline constexpr ColumnSchema kMessagesColumns[] = {
    {"kind", ColumnKind::kText, true},
    {"id", ColumnKind::kText, false},
    {"reference", ColumnKind::kText, false},
    {"as_of", ColumnKind::kInstant, false},
    {"hop", ColumnKind::kText, false},
    {"line", ColumnKind::kText, false},
    {"sku", ColumnKind::kText, false},
    {"sent_at", ColumnKind::kInstant, false},
    {"acknowledged_at", ColumnKind::kInstant, false},
    {"applied_at", ColumnKind::kInstant, false},
    {"status", ColumnKind::kText, false},
    {"error", ColumnKind::kText, false},
    {"map_key", ColumnKind::kText, false},
    {"batch", ColumnKind::kText, false},
    {"page", ColumnKind::kCount, false},
    {"from_key", ColumnKind::kText, false},
    {"to_key", ColumnKind::kText, false},
    {"control_number", ColumnKind::kText, false},
    {"group_control", ColumnKind::kText, false},
    {"set_control", ColumnKind::kText, false},
    {"attempt", ColumnKind::kCount, false},
    {"path", ColumnKind::kText, false},
};

inline constexpr ColumnSchema kSettingsColumns[] = {
    {"system", ColumnKind::kText, true},
    {"key", ColumnKind::kText, true},
    {"value", ColumnKind::kText, true},
    {"location", ColumnKind::kText, false},
    {"since", ColumnKind::kInstant, false},
    {"actor", ColumnKind::kText, false},
};

inline constexpr ColumnSchema kRulesColumns[] = {
    {"system", ColumnKind::kText, true},
    {"rule", ColumnKind::kText, true},
    {"action", ColumnKind::kText, false},
    {"condition", ColumnKind::kText, false},
    {"enabled", ColumnKind::kText, false},
    {"since", ColumnKind::kInstant, false},
    {"owner", ColumnKind::kText, false},
    {"last_fired", ColumnKind::kInstant, false},
    {"fired", ColumnKind::kCount, false},
};

inline constexpr ColumnSchema kCountsColumns[] = {
    {"sku", ColumnKind::kText, true},
    {"location", ColumnKind::kText, true},
    {"quantity", ColumnKind::kQuantity, true},
    {"counted_at", ColumnKind::kInstant, true},
    {"unit", ColumnKind::kText, false},
    {"lot", ColumnKind::kText, false},
    {"status", ColumnKind::kText, false},
    {"counted_by", ColumnKind::kText, false},
};

inline constexpr ColumnSchema kCostsColumns[] = {
    {"sku", ColumnKind::kText, true},
    {"received_at", ColumnKind::kInstant, true},
    {"quantity", ColumnKind::kQuantity, true},
    {"unit_cost", ColumnKind::kUnitCost, true},
    {"currency", ColumnKind::kText, false},
    {"location", ColumnKind::kText, false},
    {"reference", ColumnKind::kText, false},
    {"kind", ColumnKind::kText, false},
};

inline constexpr ColumnSchema kBalancesColumns[] = {
    {"account", ColumnKind::kText, true},
    {"period", ColumnKind::kText, true},
    {"amount", ColumnKind::kAmount, true},
    {"currency", ColumnKind::kText, false},
    {"kind", ColumnKind::kText, false},
};

inline constexpr ColumnSchema kLoadsColumns[] = {
    {"location", ColumnKind::kText, true},
    {"day", ColumnKind::kText, true},
    {"received", ColumnKind::kQuantity, false},
    {"shipped", ColumnKind::kQuantity, false},
    {"backlog", ColumnKind::kQuantity, false},
    {"own_received", ColumnKind::kQuantity, false},
    {"own_shipped", ColumnKind::kQuantity, false},
    {"capacity", ColumnKind::kQuantity, false},
};

inline constexpr ColumnSchema kChangesColumns[] = {
    {"what", ColumnKind::kText, true},
    {"at", ColumnKind::kInstant, true},
    {"from_value", ColumnKind::kText, false},
    {"to_value", ColumnKind::kText, false},
    {"actor", ColumnKind::kText, false},
};

inline constexpr TableSchema kTables[] = {
    {"stock", kStockColumns},
    {"items", kItemsColumns},
    {"item_units", kItemUnitsColumns},
    {"kits", kKitsColumns},
    {"locations", kLocationsColumns},
    {"sku_map", kSkuMapColumns},
    {"unit_map", kUnitMapColumns},
    {"location_map", kLocationMapColumns},
    {"status_map", kStatusMapColumns},
    {"links", kLinksColumns},
    {"documents", kDocumentsColumns},
    {"states", kStatesColumns},
    {"movements", kMovementsColumns},
    {"messages", kMessagesColumns},
    {"settings", kSettingsColumns},
    {"rules", kRulesColumns},
    {"counts", kCountsColumns},
    {"costs", kCostsColumns},
    {"balances", kBalancesColumns},
    {"loads", kLoadsColumns},
    {"changes", kChangesColumns},
};

/// All canonical tables, in the order of the documentation.
constexpr std::span<const TableSchema> all_tables() { return kTables; }

/// The table of that name, or null.
constexpr const TableSchema* find_table(std::string_view name) {
  for (const TableSchema& table : kTables)
    if (table.name == name) return &table;
  return nullptr;
}

}  // namespace trueup
