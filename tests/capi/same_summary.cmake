# Fails unless the command and an example program print the same bytes for CASE.
# cmake -DCOMMAND_LINE=a;b -DEXAMPLE=c;d -DWORK=folder -P same_summary.cmake
file(MAKE_DIRECTORY ${WORK})
execute_process(COMMAND ${COMMAND_LINE} OUTPUT_FILE ${WORK}/command.json RESULT_VARIABLE command_exit)
execute_process(COMMAND ${EXAMPLE} OUTPUT_FILE ${WORK}/example.json RESULT_VARIABLE example_exit)
if(NOT command_exit STREQUAL example_exit)
  message(FATAL_ERROR "exit codes differ: command ${command_exit}, example ${example_exit}")
endif()
if(command_exit GREATER 3 OR command_exit EQUAL 2)
  message(FATAL_ERROR "no summary: exit code ${command_exit}")
endif()
execute_process(COMMAND ${CMAKE_COMMAND} -E compare_files ${WORK}/command.json ${WORK}/example.json
                COMMAND_ERROR_IS_FATAL ANY)
