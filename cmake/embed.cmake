# The style and the script of the HTML report are files of their own; the program carries them, with the hashes under
# which the page's content security policy lets them in.
foreach(asset IN ITEMS STYLE:page.css SCRIPT:page.js)
  string(REPLACE ":" ";" asset ${asset})
  list(GET asset 0 kind)
  list(GET asset 1 name)
  set(path ${PROJECT_SOURCE_DIR}/src/report/html/${name})
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${path})
  file(READ ${path} PAGE_${kind})
  file(SHA256 ${path} PAGE_${kind}_SHA256)
endforeach()
configure_file(${PROJECT_SOURCE_DIR}/src/report/html/assets.cpp.in ${PROJECT_BINARY_DIR}/assets.cpp @ONLY)
target_sources(reproof_report PRIVATE ${PROJECT_BINARY_DIR}/assets.cpp)
