#pragma once
#include <string_view>

namespace reproof {

/// Does a path, relative and with `/`, match a pattern? `*` stands for any characters but `/`, `**` for any
/// at all,
/// `?` for one but `/`. A pattern without `/` is matched against the last part of the path, and one that ends
/// in `/` matches everything below that folder. O(pattern × path).
bool matches_path(std::string_view pattern, std::string_view path);

}  // namespace reproof
