# All of them Debian packages, installed by scripts/setup.
find_package(Boost 1.81 CONFIG REQUIRED)
find_package(fmt REQUIRED)
find_package(CLI11 REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(tomlplusplus REQUIRED)

find_library(GMP_LIBRARY gmp REQUIRED)
find_library(MPFR_LIBRARY mpfr REQUIRED)
find_library(FLINT_LIBRARY flint REQUIRED)
# FLINT 2.9 keeps Arb, Antic and Calcium apart; FLINT 3 has them inside.
find_library(ARB_LIBRARY NAMES flint-arb arb)
find_library(ANTIC_LIBRARY antic)
find_library(CALCIUM_LIBRARY calcium)

add_library(reproof_arithmetic INTERFACE)
foreach(library CALCIUM ANTIC ARB FLINT MPFR GMP)
  if(${library}_LIBRARY)
    target_link_libraries(reproof_arithmetic INTERFACE ${${library}_LIBRARY})
  endif()
endforeach()

# An audit is many small exact numbers: this allocator takes a fifth off its time. For programs only, and not
# under sanitizers, which bring their own.
add_library(reproof_allocator INTERFACE)
find_package(mimalloc QUIET)
if(mimalloc_FOUND AND NOT REPROOF_SANITIZE)
  target_link_libraries(reproof_allocator INTERFACE mimalloc)
endif()

set(REPROOF_LIBS_number reproof_arithmetic Boost::headers fmt::fmt)
set(REPROOF_LIBS_report nlohmann_json::nlohmann_json)
