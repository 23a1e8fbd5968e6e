# cmake --install puts the program under bin/, the headers under include/reproof/, and the package that
# find_package(reproof CONFIG) finds. Other projects link reproof::numeric (headers only) or reproof::reproof; through
# add_subdirectory and FetchContent the targets have the same names.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

add_library(reproof_numeric INTERFACE)
target_include_directories(reproof_numeric INTERFACE ${PROJECT_SOURCE_DIR}/include)
target_compile_features(reproof_numeric INTERFACE cxx_std_20)
target_link_libraries(reproof_numeric INTERFACE Boost::headers)
add_library(reproof::numeric ALIAS reproof_numeric)
add_library(reproof::reproof ALIAS reproof_all)

install(TARGETS reproof RUNTIME)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/reproof TYPE INCLUDE)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE ${PROJECT_SOURCE_DIR}/README.md TYPE DOC)

# The stages as static libraries, last first: the order in which a linker wants them.
set(REPROOF_INSTALLED_STAGES)
foreach(stage IN LISTS REPROOF_STAGES)
  if(TARGET reproof_${stage})
    install(TARGETS reproof_${stage} ARCHIVE)
    list(PREPEND REPROOF_INSTALLED_STAGES reproof_${stage})
  endif()
endforeach()
set(REPROOF_ARITHMETIC_NAMES)
foreach(library CALCIUM ANTIC ARB FLINT MPFR GMP)
  if(${library}_LIBRARY)
    get_filename_component(name ${${library}_LIBRARY} NAME_WE)
    string(REGEX REPLACE "^lib" "" name ${name})
    list(APPEND REPROOF_ARITHMETIC_NAMES ${name})
  endif()
endforeach()
list(JOIN REPROOF_INSTALLED_STAGES " " REPROOF_INSTALLED_STAGES)
list(JOIN REPROOF_ARITHMETIC_NAMES " " REPROOF_ARITHMETIC_NAMES)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/reproof)
configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/reproofConfig.cmake.in ${PROJECT_BINARY_DIR}/reproofConfig.cmake
                              INSTALL_DESTINATION ${package_dir}
                              PATH_VARS CMAKE_INSTALL_INCLUDEDIR CMAKE_INSTALL_LIBDIR)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/reproofConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/reproofConfig.cmake ${PROJECT_BINARY_DIR}/reproofConfigVersion.cmake
        DESTINATION ${package_dir})
