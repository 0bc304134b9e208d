# SPDX-License-Identifier: Apache-2.0
# broadsheet_add_plugin(): a plugin's whole build file in one call. Ships with the SDK.
#
#   broadsheet_add_plugin(exporter_json
#     SOURCES   exporter_json.cpp            # entry and wiring
#     ALGORITHM json_writer.cpp              # optional: files free of the ABI, also linked by tests
#     LINK      Poco::JSON                   # optional: libraries
#     RESOURCES lexicon.txt)                 # optional: data files, put into plugins/<name>/
#
# Makes the MODULE <name>.so in <build>/plugins, with only the entry symbol exported; copies
# <name>.manifest.json from the source folder beside it; and, where the broadsheet program is known,
# checks manifest and binary against each other at build time. Installs the plugin into lib/broadsheet/plugins
# unless NO_INSTALL is given; OUTPUT_DIRECTORY puts it elsewhere than into <build>/plugins; NO_VERIFY leaves the
# check out.

function(broadsheet_add_plugin name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "NO_INSTALL;NO_VERIFY" "OUTPUT_DIRECTORY"
                        "SOURCES;ALGORITHM;LINK;RESOURCES")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "broadsheet_add_plugin(${name}): unknown argument '${arg_UNPARSED_ARGUMENTS}'; "
      "allowed: SOURCES, ALGORITHM, LINK, RESOURCES, OUTPUT_DIRECTORY, NO_INSTALL, NO_VERIFY")
  endif()
  if(NOT arg_SOURCES)
    message(FATAL_ERROR "broadsheet_add_plugin(${name}): SOURCES is empty; name at least the file with the entry")
  endif()
  set(manifest ${CMAKE_CURRENT_SOURCE_DIR}/${name}.manifest.json)
  if(NOT EXISTS ${manifest})
    message(FATAL_ERROR "broadsheet_add_plugin(${name}): no manifest; write ${manifest}")
  endif()
  if(NOT arg_OUTPUT_DIRECTORY)
    set(arg_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/plugins)
  endif()

  set(plugin_map ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/plugin.map)
  add_library(${name} MODULE ${arg_SOURCES})
  if(arg_ALGORITHM)
    add_library(${name}_algorithm STATIC ${arg_ALGORITHM})
    set_target_properties(${name}_algorithm PROPERTIES
      POSITION_INDEPENDENT_CODE ON CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
    target_include_directories(${name}_algorithm PUBLIC ${CMAKE_CURRENT_SOURCE_DIR})
    target_link_libraries(${name}_algorithm PUBLIC broadsheet::sdk ${arg_LINK})
    target_link_libraries(${name} PRIVATE ${name}_algorithm)
    if(TARGET broadsheet_build_settings)
      target_link_libraries(${name}_algorithm PRIVATE broadsheet_build_settings)
    endif()
  endif()
  target_link_libraries(${name} PRIVATE broadsheet::sdk ${arg_LINK})
  if(TARGET broadsheet_build_settings)
    target_link_libraries(${name} PRIVATE broadsheet_build_settings)
  endif()
  set_target_properties(${name} PROPERTIES
    PREFIX "" C_VISIBILITY_PRESET hidden CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON
    LIBRARY_OUTPUT_DIRECTORY ${arg_OUTPUT_DIRECTORY}
    LINK_DEPENDS ${plugin_map})
  target_link_options(${name} PRIVATE -Wl,--version-script=${plugin_map})
  if(NOT BROADSHEET_SANITIZERS)
    target_link_options(${name} PRIVATE -Wl,-z,defs)
  endif()

  set(installed_manifest ${arg_OUTPUT_DIRECTORY}/${name}.manifest.json)
  add_custom_command(OUTPUT ${installed_manifest}
    COMMAND ${CMAKE_COMMAND} -E copy ${manifest} ${installed_manifest}
    DEPENDS ${manifest} VERBATIM)
  set(copies ${installed_manifest})
  foreach(resource IN LISTS arg_RESOURCES)
    get_filename_component(resource_name ${resource} NAME)
    set(copy ${arg_OUTPUT_DIRECTORY}/${name}/${resource_name})
    add_custom_command(OUTPUT ${copy}
      COMMAND ${CMAKE_COMMAND} -E copy ${CMAKE_CURRENT_SOURCE_DIR}/${resource} ${copy}
      DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${resource} VERBATIM)
    list(APPEND copies ${copy})
  endforeach()

  set(verified)
  if(NOT arg_NO_VERIFY AND TARGET broadsheet::program)
    set(verified ${CMAKE_CURRENT_BINARY_DIR}/${name}.verified)
    add_custom_command(OUTPUT ${verified}
      COMMAND broadsheet::program plugins verify --quiet $<TARGET_FILE:${name}>
      COMMAND ${CMAKE_COMMAND} -E touch ${verified}
      DEPENDS ${name} broadsheet::program ${installed_manifest}
      COMMENT "Checking ${name} against its manifest" VERBATIM)
  endif()
  add_custom_target(${name}_ready ALL DEPENDS ${copies} ${verified})
  add_dependencies(${name}_ready ${name})
  if(NOT arg_NO_INSTALL)
    set_property(GLOBAL APPEND PROPERTY BROADSHEET_PLUGINS ${name})
  endif()

  if(NOT arg_NO_INSTALL)
    set(destination lib/broadsheet/plugins)
    install(TARGETS ${name} LIBRARY DESTINATION ${destination})
    install(FILES ${manifest} DESTINATION ${destination})
    if(arg_RESOURCES)
      install(FILES ${arg_RESOURCES} DESTINATION ${destination}/${name})
    endif()
  endif()
endfunction()
