// Reconciles a case folder in C++: reconcile CASE [--json]
#include <iostream>
#include <string_view>

#include "trueup/io/read_case.hpp"
#include "trueup/reconcile.hpp"

int fail(const trueup::Error& error) {
  std::cerr << error.text() << '\n';
  return 2;
}

int main(int argc, char** argv) {
  if (argc < 2) return std::cerr << "usage: reconcile CASE [--json]\n", 2;
  const auto the_case = trueup::read_case(argv[1]);
  if (!the_case) return fail(the_case.error());
  const auto run = trueup::reconcile(*the_case);
  if (!run) return fail(run.error());
  const bool as_json = argc > 2 && argv[2] == std::string_view("--json");
  std::cout << (as_json ? trueup::summary_json(**run) : trueup::summary_text(**run));
  return trueup::exit_code(**run);
}
