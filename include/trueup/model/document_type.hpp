// Document types: the words of the canonical `documents.type`, of `messages.kind` and of a hop's `carries`.
#pragma once

#include <string_view>

namespace trueup {

inline constexpr std::string_view kDocumentTypes[] = {"sales_order", "ship_order", "ship_advice", "purchase_order", "inbound_notice", "receipt", "return_authorization",
                                                      "return_receipt", "restock", "refund", "transfer_out", "transfer_in", "adjustment", "count",
                                                      "stock_import", "invoice", "credit_note", "bill", "landed_cost", "build", "unbuild"};

constexpr bool is_document_type(std::string_view word) {
  for (const std::string_view type : kDocumentTypes)
    if (type == word) return true;
  return false;
}

}  // namespace trueup
