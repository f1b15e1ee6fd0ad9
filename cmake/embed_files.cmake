# Writes OUTPUT: extern const trueup::EmbeddedFile trueup::embedded_NAME[] and its count, from FILES.
set(text "#include \"io/embedded.hpp\"\nnamespace trueup {\nconst EmbeddedFile embedded_${NAME}[] = {\n")
foreach(file IN LISTS FILES)
  get_filename_component(stem ${file} NAME_WLE)
  file(READ ${file} content)
  string(APPEND text "{\"${stem}\", R\"trueup~(${content})trueup~\"},\n")
endforeach()
string(APPEND text "{nullptr, nullptr}};\n}  // namespace trueup\n")
file(WRITE ${OUTPUT} "${text}")
