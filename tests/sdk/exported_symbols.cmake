# SPDX-License-Identifier: Apache-2.0
# Every plugin in FOLDERS exports exactly one symbol.
cmake_minimum_required(VERSION 3.25)
set(checked 0)
foreach(folder IN LISTS FOLDERS)
  file(GLOB plugins ${folder}/*.so)
  foreach(plugin IN LISTS plugins)
    execute_process(COMMAND ${NM} -D --defined-only ${plugin}
      OUTPUT_VARIABLE symbols RESULT_VARIABLE result OUTPUT_STRIP_TRAILING_WHITESPACE)
    if(NOT result EQUAL 0 OR NOT symbols MATCHES "^[0-9a-f]+ T broadsheet_plugin_entry$")
      message(SEND_ERROR "${plugin}: expected one exported symbol, broadsheet_plugin_entry, found\n${symbols}")
    endif()
    math(EXPR checked "${checked} + 1")
  endforeach()
endforeach()
if(checked LESS AT_LEAST)
  message(FATAL_ERROR "expected at least ${AT_LEAST} plugins in ${FOLDERS}, found ${checked}")
endif()
message("${checked} plugins export one symbol each")
