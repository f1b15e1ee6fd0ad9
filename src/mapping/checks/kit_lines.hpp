// KitLines: the components of each kit as they are at the case's instant.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "mapping/checks/check_pass.hpp"
#include "trueup/base/ratio.hpp"

namespace trueup {

struct KitLine {
  TextId system, kit, component;
  std::optional<Ratio> quantity;  ///< as stated; nothing when it is not above zero, or not stated
  std::uint32_t row = 0;
};

/// The first book of the case: whose rows those are that name no system. None when the case has no book.
TextId first_book(const CheckInput& input);

/// Readable rows of each kit's latest date that is not after the case's instant, sorted by system, kit and row.
std::vector<KitLine> kit_lines_in_force(const CheckInput& input);

/// The lines of one kit each.
std::vector<std::span<const KitLine>> kits_of(std::span<const KitLine> lines);

/// The pack's size in its component when a kit is a pack (Cin7 Core's additional unit of measure): one component, and not one of
/// it. A rounded decimal counts as the fraction that it was.
std::optional<Ratio> pack_size(std::span<const KitLine> kit);

}  // namespace trueup
