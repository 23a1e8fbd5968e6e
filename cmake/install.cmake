# cmake --install puts the program under bin/ and the headers under include/reproof/.
# Other projects use the library through add_subdirectory or FetchContent: link reproof::reproof.
include(GNUInstallDirs)
add_library(reproof::reproof ALIAS reproof_all)
install(TARGETS reproof RUNTIME)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/reproof TYPE INCLUDE)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE ${PROJECT_SOURCE_DIR}/README.md TYPE DOC)
