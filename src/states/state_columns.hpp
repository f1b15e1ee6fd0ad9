// The columns of `states` and `documents` that a replay reads.
#pragma once

#include "trueup/table/records.hpp"

namespace trueup {

namespace states_columns {
inline constexpr std::size_t kType = column_index("states", "type"), kId = column_index("states", "id"), kState = column_index("states", "state"),
                             kAt = column_index("states", "at"), kSystem = column_index("states", "system"), kReference = column_index("states", "reference"),
                             kTask = column_index("states", "task"), kTaskId = column_index("states", "task_id"), kLine = column_index("states", "line"),
                             kSku = column_index("states", "sku"), kQuantity = column_index("states", "quantity"), kActor = column_index("states", "actor");
}

namespace document_columns {
inline constexpr std::size_t kType = column_index("documents", "type"), kId = column_index("documents", "id"), kSku = column_index("documents", "sku"),
                             kQuantity = column_index("documents", "quantity"), kSystem = column_index("documents", "system"),
                             kReference = column_index("documents", "reference"), kOrderReference = column_index("documents", "order_reference"), kParent = column_index("documents", "parent_id"),
                             kLine = column_index("documents", "line"), kUnit = column_index("documents", "unit"), kLot = column_index("documents", "lot"),
                             kLocation = column_index("documents", "location"), kLocationTo = column_index("documents", "location_to"),
                             kOrdered = column_index("documents", "quantity_ordered"), kSkuOrdered = column_index("documents", "sku_ordered"),
                             kState = column_index("documents", "state"), kCreated = column_index("documents", "created_at"),
                             kEffective = column_index("documents", "effective_at"), kPosted = column_index("documents", "posted_at");
}

}  // namespace trueup
