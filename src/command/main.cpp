#include "trueup/command.hpp"

int main(int argc, char** argv) { return trueup::command(argc, argv); }
