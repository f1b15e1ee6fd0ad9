# trueup_embed(NAME DIRECTORY PATTERN): makes NAME's files a C++ table {file name without suffix, content}, so that the
# library carries its data files with it. Sets trueup_embedded_NAME to the generated source.
function(trueup_embed name directory pattern)
  file(GLOB files CONFIGURE_DEPENDS ${directory}/${pattern})
  set(output ${CMAKE_BINARY_DIR}/embedded_${name}.cpp)
  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DNAME=${name} -DOUTPUT=${output} "-DFILES=${files}" -P ${CMAKE_SOURCE_DIR}/cmake/embed_files.cmake
    DEPENDS ${files} ${CMAKE_SOURCE_DIR}/cmake/embed_files.cmake VERBATIM)
  set(trueup_embedded_${name} ${output} PARENT_SCOPE)
endfunction()
