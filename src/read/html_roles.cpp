#include "read/html_roles.hpp"

#include <string_view>
#include <unordered_map>

namespace reproof::html {
namespace {

struct ElementRole {
  std::string_view name;
  Role role;
};

constexpr ElementRole roles[] = {
    {"p", Role::block},
    {"div", Role::block},
    {"section", Role::block},
    {"article", Role::block},
    {"main", Role::block},
    {"header", Role::block},
    {"address", Role::block},
    {"dl", Role::block},
    {"dt", Role::block},
    {"dd", Role::block},
    {"figure", Role::block},
    {"details", Role::block},
    {"summary", Role::block},
    {"form", Role::block},
    {"body", Role::block},
    {"fieldset", Role::block},
    {"center", Role::block},
    {"hr", Role::empty},
    {"h1", Role::heading},
    {"h2", Role::heading},
    {"h3", Role::heading},
    {"h4", Role::heading},
    {"h5", Role::heading},
    {"h6", Role::heading},
    {"blockquote", Role::quote},
    {"ul", Role::list},
    {"ol", Role::list},
    {"menu", Role::list},
    {"li", Role::item},
    {"table", Role::table},
    {"tr", Role::row},
    {"th", Role::header_cell},
    {"td", Role::cell},
    {"caption", Role::caption},
    {"figcaption", Role::caption},
    {"code", Role::code},
    {"kbd", Role::code},
    {"samp", Role::code},
    {"tt", Role::code},
    {"time", Role::code},
    {"pre", Role::code_block},
    {"nav", Role::code_block},
    {"footer", Role::code_block},
    {"aside", Role::code_block},
    {"head", Role::skip},
    {"script", Role::skip},
    {"style", Role::skip},
    {"noscript", Role::skip},
    {"template", Role::skip},
    {"svg", Role::skip},
    {"textarea", Role::skip},
    {"select", Role::skip},
    {"button", Role::skip},
    {"iframe", Role::skip},
    {"object", Role::skip},
    {"title", Role::skip},
    {"canvas", Role::skip},
    {"mjx-math", Role::skip},
    {"video", Role::skip},
    {"audio", Role::skip},
    {"br", Role::line_break},
    {"sup", Role::superscript},
    {"sub", Role::subscript},
    {"img", Role::empty},
    {"input", Role::empty},
    {"meta", Role::empty},
    {"link", Role::empty},
    {"wbr", Role::empty},
    {"col", Role::empty},
    {"source", Role::empty},
    {"area", Role::empty},
    {"base", Role::empty},
    {"embed", Role::empty},
    {"param", Role::empty},
    {"track", Role::empty},
};

}  // namespace

Role role_of(const std::string& name) {
  static const auto index = [] {
    std::unordered_map<std::string_view, Role> map;
    for (const ElementRole& row : roles) map.emplace(row.name, row.role);
    return map;
  }();
  const auto found = index.find(name);
  return found == index.end() ? Role::inside : found->second;
}

}  // namespace reproof::html
