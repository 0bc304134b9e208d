# SPDX-License-Identifier: Apache-2.0
# One INTERFACE target carries what every target of this project is compiled with; it is linked PRIVATE.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_C_STANDARD 11)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)

find_program(BROADSHEET_CCACHE ccache)
mark_as_advanced(BROADSHEET_CCACHE)
if(BROADSHEET_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_C_COMPILER_LAUNCHER ${BROADSHEET_CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${BROADSHEET_CCACHE})
endif()

add_library(broadsheet_build_settings INTERFACE)
target_compile_options(broadsheet_build_settings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Werror=return-type
  $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor>
  $<$<COMPILE_LANG_AND_ID:CXX,Clang>:-Wno-ambiguous-reversed-operator>  # RapidJSON 1.1's iterators under C++20
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)  # g++ 12 sees overlaps in std::string that are none (PR 105329)
if(NOT BROADSHEET_SANITIZERS STREQUAL "")
  target_compile_options(broadsheet_build_settings INTERFACE
    -fsanitize=${BROADSHEET_SANITIZERS} -fno-sanitize-recover=all -fno-omit-frame-pointer
    $<$<CXX_COMPILER_ID:Clang>:-fno-sanitize=pointer-overflow>)  # RapidJSON 1.1 adds 0 to a null pointer
  target_link_options(broadsheet_build_settings INTERFACE -fsanitize=${BROADSHEET_SANITIZERS})
endif()
