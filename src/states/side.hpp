// Side: where one system stands with an order, over all its records and tasks.
#pragma once

#include <cstdint>
#include <vector>

#include "states/orders.hpp"
#include "states/state_words.hpp"

namespace trueup {

/// States of an order by what they mean to another system, in the order in which one is further than another.
enum class Standing : std::uint8_t {
  kUnknown,
  kDraft,     ///< not for anybody else yet
  kOpen,      ///< authorised, waiting
  kReleased,  ///< the warehouse has it
  kAtWork,    ///< something of it is picked, packed or shipped
  kClosed,    ///< done, in whatever way
  kShipped,   ///< all of it
  kStopped,   ///< cancelled, voided or rejected, and nothing of it shipped
};

struct Side {
  std::uint16_t system = 0;
  const OrderRecord* record = nullptr;      ///< the order's; null when only other documents name it
  std::uint32_t order_records = 0;          ///< more than one: which one is meant is not known
  Standing standing = Standing::kUnknown;
  const Step* stands_by = nullptr;          ///< the step that brought it there
  const Step* ships = nullptr;              ///< the first that takes goods off stock, or may have
  std::int64_t ships_at = Records::kUnknown;  ///< its time, or that of a ship advice that is earlier
  std::int64_t begins_at = Records::kUnknown; ///< of what is known of it
  bool in_full = false;                     ///< what it ships is not known to be a part
};

/// The sides of an order, one a system that has a record or a row of it. Reuses `sides`.
void find_sides(const Orders& orders, std::uint32_t order, const StateWords& words, const Evidence& evidence, std::vector<Side>& sides);

/// Whether goods have left by a document: effective, else posted, else created.
std::int64_t time_of(const Records& documents, std::size_t row);

}  // namespace trueup
