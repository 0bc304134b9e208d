# SPDX-License-Identifier: Apache-2.0
# Runs the plugin in a pipeline over page.txt and looks for its label in the result.
cmake_minimum_required(VERSION 3.25)
execute_process(
  COMMAND ${PROGRAM} --plugin-path ${PLUGINS} run ${SOURCE}/pipeline.yaml ${SOURCE}/page.txt -o ${OUTPUT}
  RESULT_VARIABLE exit_code)
if(NOT exit_code EQUAL 0)
  message(FATAL_ERROR "broadsheet ended with ${exit_code}")
endif()

file(READ ${OUTPUT}/page.json record)
string(REGEX MATCHALL "\"scheme\": *\"annotator_template\"" labels "${record}")
list(LENGTH labels count)
if(NOT count EQUAL 1)
  message(FATAL_ERROR "expected one label in ${OUTPUT}/page.json, found ${count}")
endif()
