// The handles of trueup.h: each holds one C++ value, and the texts that it lends out.
#pragma once

#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "trueup.h"
#include "trueup/diff/diff.hpp"
#include "trueup/reconcile.hpp"

namespace trueup::capi {

/// Texts that a handle lends out: made when first asked for, kept until the handle dies. Any thread.
class LentTexts {
 public:
  /// Lends the text called `name`; `make` returns a Result<std::string>. A failure is not kept.
  template <class Make>
  Failure lend(const std::string& name, Make&& make, const char** text, size_t* length) {
    const std::lock_guard lock(mutex_);
    auto found = texts_.find(name);
    if (found == texts_.end()) {
      Result<std::string> made = make();
      if (!made) return made.take_error();
      found = texts_.emplace(name, std::move(*made)).first;
    }
    *text = found->second.c_str();
    if (length != nullptr) *length = found->second.size();
    return {};
  }

 private:
  std::mutex mutex_;
  std::map<std::string, std::string> texts_;  // its nodes never move
};

/// Deletes what the caller's pointer holds and nulls it; either may be NULL.
template <class Handle>
void destroy(Handle** handle) noexcept {
  if (handle == nullptr) return;
  delete *handle;
  *handle = nullptr;
}

}  // namespace trueup::capi

struct trueup_case {
  std::shared_ptr<const trueup::Case> held;
};

struct trueup_case_draft {
  trueup::CaseDraft held;
  std::string notes;  ///< a line each
};

struct trueup_check_report {
  trueup::CheckReport held;
  mutable trueup::capi::LentTexts texts;
};

struct trueup_sku_map_suggestion {
  trueup::SkuMapSuggestion held;
};

struct trueup_reconciliation {
  std::shared_ptr<const trueup::Reconciliation> held;
  int32_t exit_code = 0;
  mutable trueup::capi::LentTexts texts;
};

struct trueup_job {
  trueup::Progress progress;
  // Last, so that it is destroyed first: that joins the thread, which uses `progress`.
  std::shared_future<trueup::Result<std::shared_ptr<const trueup::Reconciliation>>> outcome;
};

struct trueup_diff {
  trueup::DiffResult held;
  mutable trueup::capi::LentTexts texts;
};

struct trueup_read_report {
  trueup::ReadReport held;
};
