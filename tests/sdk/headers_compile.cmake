# SPDX-License-Identifier: Apache-2.0
# Compiles every public header alone, with warnings as errors.
#   -DCOMPILER=g++ -DFLAGS="-x;c++;-std=c++20" -DINCLUDE=sdk/include -DPATTERNS="h;hpp"
cmake_minimum_required(VERSION 3.25)
if(NOT COMPILER)
  message("SKIPPED: the compiler (or its standard library) is not installed")
  return()
endif()
set(headers)
foreach(ending IN LISTS PATTERNS)
  file(GLOB_RECURSE found RELATIVE ${INCLUDE} ${INCLUDE}/broadsheet/*.${ending})
  list(APPEND headers ${found})
endforeach()
list(LENGTH headers count)
if(count LESS 10)
  message(FATAL_ERROR "expected at least 10 headers in ${INCLUDE}, found ${count}")
endif()
set(failed)
foreach(header IN LISTS headers)
  file(WRITE ${WORK}/alone.txt "#include \"${header}\"\n#include \"${header}\"\ntypedef int alone_t;\n")
  execute_process(
    COMMAND ${COMPILER} ${FLAGS} -Wall -Wextra -Wpedantic -pedantic-errors -Wshadow -Werror -fsyntax-only
      -I${INCLUDE} ${WORK}/alone.txt
    RESULT_VARIABLE result ERROR_VARIABLE errors)
  if(NOT result EQUAL 0)
    list(APPEND failed ${header})
    message("${errors}")
  endif()
endforeach()
if(failed)
  message(FATAL_ERROR "do not compile alone: ${failed}")
endif()
message("${count} headers compile alone with ${COMPILER} ${FLAGS}")
