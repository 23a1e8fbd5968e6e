#pragma once
#include <vector>

#include "claim/claim.hpp"
#include "document/document.hpp"
#include "reproof/article.hpp"

namespace reproof {

/// The document as it reads: its blocks in reading order, formulas from the trees that the claims were cut
/// from, those that were not read as their source. A review is no part of it. Linear in the document.
/// Of a document that is made of several files: what stands in `file`, with the offsets of that file.
std::vector<ArticleToken> article_of(const Document& document, const Claims& claims,
                                     const std::string& file = {});

}  // namespace reproof
