# Unit tests stand beside the stage they test (src/STAGE/*_test.cpp): one Boost.Test program a stage.
# What tests the whole stands in tests/*_test.cpp.
find_package(Boost 1.81 CONFIG REQUIRED COMPONENTS unit_test_framework)

# A second interval library checks the enclosures; the product does not use it.
find_library(MPFI_LIBRARY mpfi REQUIRED)
find_package(Threads REQUIRED)
set(REPROOF_TEST_LIBS_number ${MPFI_LIBRARY} Threads::Threads)
set(REPROOF_TEST_LIBS_math ${MPFI_LIBRARY})
# A second library of units checks the table of units.
find_library(UDUNITS_LIBRARY udunits2 REQUIRED)
set(REPROOF_TEST_LIBS_term ${UDUNITS_LIBRARY})

function(reproof_test name)
  add_executable(${name} ${PROJECT_SOURCE_DIR}/tests/main.cpp ${ARGN})
  target_link_libraries(${name} PRIVATE reproof_all Boost::unit_test_framework)
  target_compile_definitions(${name} PRIVATE BOOST_TEST_DYN_LINK REPROOF_TEST_NAME=${name}
                             REPROOF_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  add_test(NAME ${name} COMMAND ${name} --log_level=message)
endfunction()

foreach(stage IN LISTS REPROOF_STAGES ITEMS cli)
  file(GLOB_RECURSE stage_tests CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/${stage}/*_test.cpp)
  if(stage_tests)
    reproof_test(${stage}_test ${stage_tests})
    target_link_libraries(${stage}_test PRIVATE ${REPROOF_TEST_LIBS_${stage}})
    if(stage STREQUAL "cli")
      target_link_libraries(cli_test PRIVATE reproof_cli)
    endif()
  endif()
endforeach()
file(GLOB whole_tests CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/*_test.cpp)
if(whole_tests)
  reproof_test(whole_test ${whole_tests})
endif()

# The program as its users meet it: arguments, files, exit status, reports against their schema.
find_program(PYTHON3 python3 PATHS /usr/bin NO_DEFAULT_PATH)
find_program(PYTHON3 python3 REQUIRED)
add_test(NAME command_line_test COMMAND ${PYTHON3} ${PROJECT_SOURCE_DIR}/tests/command_line_test.py $<TARGET_FILE:reproof>)
add_test(NAME reports_test COMMAND ${PYTHON3} ${PROJECT_SOURCE_DIR}/tests/reports_test.py $<TARGET_FILE:reproof>)
add_test(NAME integrations_test COMMAND ${PYTHON3} ${PROJECT_SOURCE_DIR}/tests/integrations_test.py $<TARGET_FILE:reproof>)
add_test(NAME browser_test COMMAND ${PYTHON3} ${PROJECT_SOURCE_DIR}/tests/browser_test.py $<TARGET_FILE:reproof>)
add_test(NAME export_test COMMAND ${PYTHON3} ${PROJECT_SOURCE_DIR}/tests/export_test.py $<TARGET_FILE:reproof>)
add_test(NAME one_definition_test COMMAND ${PYTHON3} ${PROJECT_SOURCE_DIR}/tests/one_definition_test.py ${PROJECT_SOURCE_DIR})
add_test(NAME replay_apart_test COMMAND ${PYTHON3} ${PROJECT_SOURCE_DIR}/tests/replay_apart_test.py ${PROJECT_SOURCE_DIR}
                                        ${CMAKE_NM} $<TARGET_FILE:reproof_symbolic>)

# The library's templates: their tests, and each header compiled alone.
file(GLOB numeric_tests CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/numeric/*_test.cpp)
add_executable(numeric_test tests/main.cpp ${numeric_tests})
target_link_libraries(numeric_test PRIVATE reproof_number Boost::unit_test_framework)
target_compile_definitions(numeric_test PRIVATE BOOST_TEST_DYN_LINK REPROOF_TEST_NAME=numeric_test)
add_test(NAME numeric_test COMMAND numeric_test --log_level=message)
file(GLOB numeric_headers CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}/include
     ${PROJECT_SOURCE_DIR}/include/reproof/numeric/*.hpp)
foreach(header IN LISTS numeric_headers)
  string(REPLACE "/" "_" unit ${header})
  file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/alone/${unit}.cpp CONTENT "#include \"${header}\"\n")
  list(APPEND numeric_units ${PROJECT_BINARY_DIR}/alone/${unit}.cpp)
endforeach()
add_library(numeric_headers_alone OBJECT ${numeric_units})
target_link_libraries(numeric_headers_alone PRIVATE reproof_options Boost::headers)

# The program of the page on gradients compiles and runs; the derivations that headers name exist.
add_test(NAME numeric_documentation_test
         COMMAND ${PYTHON3} ${PROJECT_SOURCE_DIR}/tests/numeric/documentation_test.py ${CMAKE_CXX_COMPILER} ${PROJECT_SOURCE_DIR})

# Misuse of the templates is refused in a few lines.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_test(NAME misuse_test COMMAND ${PYTHON3} ${PROJECT_SOURCE_DIR}/tests/numeric/misuse_test.py ${CMAKE_CXX_COMPILER}
                                    ${PROJECT_SOURCE_DIR}/include)
endif()

add_subdirectory(${PROJECT_SOURCE_DIR}/examples ${PROJECT_BINARY_DIR}/examples)
