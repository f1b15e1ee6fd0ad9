// guard: whatever a body does, a status comes back; and the texts of an error survive the way into C.
#include "guard.hpp"

#include <stdexcept>
#include <string>

#include "check.h"

namespace {

using trueup::Error;
using trueup::ErrorCode;
using trueup::Failure;
using trueup::capi::guard;

trueup_error fresh_error() {
  trueup_error error{};
  error.struct_size = sizeof error;
  return error;
}

void test_throws() {
  trueup_error error = fresh_error();
  CHECK(guard(&error, []() -> Failure { throw std::bad_alloc(); }) == TRUEUP_STATUS_OUT_OF_MEMORY);
  CHECK(guard(&error, []() -> Failure { throw std::runtime_error("odd"); }) == TRUEUP_STATUS_INTERNAL);
  CHECK(std::string(error.message) == "odd" && error.code == TRUEUP_STATUS_INTERNAL);
  CHECK(guard(&error, []() -> Failure { throw 7; }) == TRUEUP_STATUS_INTERNAL);
  CHECK(guard(nullptr, []() -> Failure { throw 7; }) == TRUEUP_STATUS_INTERNAL);
  CHECK(guard(&error, []() -> Failure { return {}; }) == TRUEUP_STATUS_OK);
  CHECK(error.code == TRUEUP_STATUS_OK && error.message[0] == '\0');
}

void test_all_fields() {
  trueup_error error = fresh_error();
  const Error failure{ErrorCode::kTruncated, "message", {"input.csv", 12, "column", "value"}, "hint"};
  CHECK(guard(&error, [&]() -> Failure { return failure; }) == TRUEUP_STATUS_TRUNCATED);
  CHECK(error.row == 12 && std::string(error.input) == "input.csv" && std::string(error.column) == "column");
  CHECK(std::string(error.value) == "value" && std::string(error.message) == "message");
  CHECK(std::string(error.hint) == "hint");
}

void test_long_texts_are_cut_between_characters() {
  trueup_error error = fresh_error();
  std::string message;
  while (message.size() < 2000) message += "\xE2\x82\xAC";  // three bytes each; 511 is no multiple of 3
  CHECK(guard(&error, [&]() -> Failure { return Error{ErrorCode::kInternal, message, {}, {}}; }) ==
        TRUEUP_STATUS_INTERNAL);
  const std::string cut = error.message;
  CHECK(cut.size() == 510 && message.compare(0, cut.size(), cut) == 0);
}

}  // namespace

int main() {
  test_throws();
  test_all_fields();
  test_long_texts_are_cut_between_characters();
  return report();
}
