# SPDX-License-Identifier: Apache-2.0
# Holds the SDK's types against the committed snapshot of ABI 1.0 by abidiff. MODE:
#   check   today's headers agree with the snapshot
#   break   headers with a seeded break do not: this gate can fail
#   renew   writes the snapshot (by hand only, before a release: docs/abi.md)
cmake_minimum_required(VERSION 3.25)
cmake_host_system_information(RESULT machine QUERY OS_PLATFORM)
if(NOT machine STREQUAL "x86_64")
  message("SKIPPED: the snapshot is of x86_64")
  return()
endif()
if(NOT ABIDW OR NOT ABIDIFF)
  message("SKIPPED: abigail-tools is not installed")
  return()
endif()
set(work ${WORK}/${MODE})
file(REMOVE_RECURSE ${work})
file(MAKE_DIRECTORY ${work})

function(build_probe include out)
  get_filename_component(folder ${PROBE} DIRECTORY)
  execute_process(COMMAND ${CC} -std=c11 -g -O0 -fPIC -shared -fvisibility=hidden -I${include}
    -ffile-prefix-map=${folder}=. ${PROBE} -o ${out} RESULT_VARIABLE result ERROR_VARIABLE errors)
  set(build_result ${result} PARENT_SCOPE)
  set(build_errors "${errors}" PARENT_SCOPE)
endfunction()

# Sets `differs` to whether abidiff sees any change, and `report` to its words.
function(compare library)
  execute_process(COMMAND ${ABIDIFF} --no-show-locs ${SNAPSHOT} ${library}
    RESULT_VARIABLE code OUTPUT_VARIABLE out ERROR_VARIABLE err)
  math(EXPR failed "${code} & 3")  # 1: error, 2: usage; 4 and 8: changes
  if(failed)
    message(FATAL_ERROR "abidiff failed with ${code}: ${err}")
  endif()
  set(differs ${code} PARENT_SCOPE)
  set(report "${out}" PARENT_SCOPE)
endfunction()

# Copies the headers, changes one place, and sees that compiler or abidiff object.
function(expect_break name header from to)
  set(copy ${work}/${name})
  file(COPY ${INCLUDE}/ DESTINATION ${copy})
  file(READ ${copy}/broadsheet/${header} text)
  string(REPLACE "${from}" "${to}" broken "${text}")
  if(broken STREQUAL text)
    message(FATAL_ERROR "${name}: '${from}' is not in ${header}; renew this test")
  endif()
  string(REGEX REPLACE "BROADSHEET_STATIC_ASSERT\\(sizeof[^;]*;" "" broken "${broken}")  # abidiff alone has to see it
  file(WRITE ${copy}/broadsheet/${header} "${broken}")
  build_probe(${copy} ${work}/${name}.so)
  if(NOT build_result EQUAL 0)
    message(FATAL_ERROR "${name}: the probe does not compile: ${build_errors}")
  endif()
  compare(${work}/${name}.so)
  if(differs EQUAL 0)
    message(SEND_ERROR "${name}: abidiff does not see the break")
  else()
    message("${name}: seen")
  endif()
endfunction()

if(MODE STREQUAL "break")
  set(begin "uint64_t begin_byte; /* in the source text */")
  expect_break(removed_field document.h "  uint32_t page;    /* from 1 */\n" "")
  expect_break(renamed_type document.h "uint32_t has_box;" "uint64_t has_box;")
  expect_break(swapped_fields document.h "  ${begin}\n  uint64_t end_byte;"
    "  uint64_t end_byte;\n  ${begin}")
  expect_break(changed_parameter writers.h "uint32_t role,\n" "uint64_t role,\n")
  expect_break(removed_slot context.h
    "int64_t (*time_left_ms)(const struct broadsheet_context_t* context);" "")
  expect_break(smaller_buffer status.h "char help[256];" "char help[128];")
  return()
endif()

build_probe(${INCLUDE} ${work}/probe.so)
if(NOT build_result EQUAL 0)
  message(FATAL_ERROR "the probe does not compile: ${build_errors}")
endif()
if(MODE STREQUAL "renew")
  execute_process(COMMAND ${ABIDW} --no-show-locs --no-comp-dir-path --no-corpus-path
    --out-file ${SNAPSHOT} ${work}/probe.so COMMAND_ERROR_IS_FATAL ANY)
  message("wrote ${SNAPSHOT}")
  return()
endif()
compare(${work}/probe.so)
if(NOT differs EQUAL 0)
  message(FATAL_ERROR "the ABI is not that of ${SNAPSHOT}:\n${report}")
endif()
message("no change against ${SNAPSHOT}")
