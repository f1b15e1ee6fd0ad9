# Warnings are on everywhere; they are errors only where the preset says so.
function(trueup_warnings target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic $<$<COMPILE_LANGUAGE:CXX>:-Wconversion -Wshadow -Wno-sign-conversion>)
  if(TRUEUP_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
endfunction()
