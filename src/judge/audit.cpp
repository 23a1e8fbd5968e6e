#include "reproof/audit.hpp"

#include <memory>

#include "claim/claim.hpp"
#include "judge/findings.hpp"
#include "judge/readings.hpp"
#include "read/directives.hpp"
#include "read/readers.hpp"
#include "read/record.hpp"
#include "read/review.hpp"

namespace reproof {

DocumentReport audit(const std::string& path, std::string bytes, const Options& options,
                     const std::string* review_path, const std::string* review_bytes) {
  const auto source = std::make_shared<const Source>(path, std::move(bytes));
  Document document = options.json_field.empty() ? read_document(source, options.format, options.includes)
                                                 : read_record(source, options.json_field);
  add_directives(document, options.directives);
  if (review_path && review_bytes)
    read_review(document, std::make_shared<const Source>(*review_path, *review_bytes));
  return audit_under_best_readings(document, options);
}

}  // namespace reproof
