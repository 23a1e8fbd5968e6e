#pragma once
#include <memory>

#include "document/document.hpp"

namespace reproof {

/// Merges a review into the document that it reviews.
///
/// Each block quote of the review names a passage of the document. It is compared without white space,
/// markup, dollars, backslashes and parentheses, full-width forms folded; first with what the document's
/// fragments say, then with the bytes of its file. What follows the quote, up to the next one, is read as if
/// it stood right after the passage: its fragments (review = true, `source` the review, `quoted` the passage)
/// are put there, and prose that goes on behind the passage is cut in two. What stands before the first quote
/// goes to the end of the document.
///
/// A quote that is not found, or found twice, is a fault (also put into `audited.faults`, with the review as
/// `source`) and what follows it is left out. Returns the number of fragments merged. Linear.
std::size_t read_review(Document& audited, std::shared_ptr<const Source> review);

}  // namespace reproof
