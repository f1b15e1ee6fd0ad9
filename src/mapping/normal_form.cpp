#include "trueup/mapping/normal_form.hpp"

#include "mapping/fold.hpp"

namespace trueup {
namespace {

std::string folded(std::string_view code, unsigned folds) {
  std::string out;
  append_folded(out, code, folds);
  return out;
}

}  // namespace

std::string normal_form(std::string_view code) { return folded(code, kNormalFolds); }

void append_normal_form(std::string& out, std::string_view code) { append_folded(out, code, kNormalFolds); }

std::string lookalike_form(std::string_view code) { return folded(code, kLookAlikeFolds); }

std::string loose_form(std::string_view code) { return folded(code, kLooseFolds); }

}  // namespace trueup
