#include "report/schema.hpp"

namespace reproof {

std::string_view report_schema() {
  return R"schema({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "reproof.report/1, the report of reproof check",
  "description": "Values are strings of certain decimal digits in the printed scale, or null where there is no value. Lines and columns are 1-based, columns count code points, offsets count bytes. Where a span has a cell, line and column count within that cell of a notebook.",
  "type": "object",
  "required": ["schema", "tool", "documents", "summary"],
  "additionalProperties": false,
  "properties": {
    "schema": {"const": "reproof.report/1"},
    "tool": {
      "type": "object",
      "required": ["name", "version"],
      "additionalProperties": false,
      "properties": {"name": {"const": "reproof"}, "version": {"type": "string"}}
    },
    "documents": {"type": "array", "items": {"$ref": "#/$defs/document"}},
    "summary": {
      "description": "Findings by severity; of the notes, those that are undecided, and formulas that were not read.",
      "type": "object",
      "required": ["ok", "note", "warning", "error", "undecided", "unread"],
      "additionalProperties": {"$ref": "#/$defs/count"}
    }
  },
  "$defs": {
    "count": {"type": "integer", "minimum": 0},
    "text_or_null": {"type": ["string", "null"], "minLength": 1},
    "document": {
      "type": "object",
      "required": ["path", "format", "readings", "coverage", "findings"],
      "additionalProperties": false,
      "properties": {
        "record": {"description": "JSON Lines only: 1-based line of the record; positions are within it", "type": "integer", "minimum": 1},
        "summary": {"description": "JSON Lines only, where findings that are ok are counted and not listed", "type": "object",
                    "additionalProperties": {"$ref": "#/$defs/count"}},
        "path": {"type": "string"},
        "included_by": {"description": "path of the document before it that takes this file in; ids are unique among its files",
                        "type": "string", "minLength": 1},
        "format": {"description": "the reader, empty if the document could not be read", "type": "string"},
        "readings": {
          "description": "what the text leaves open and how it was taken, such as the base of log",
          "type": "object",
          "additionalProperties": {"type": "string"}
        },
        "coverage": {
          "description": "how many numbers the document has, and how many of each role",
          "type": "object",
          "required": ["numbers", "given", "result", "reference", "constant", "structural", "unsupported", "unread"],
          "additionalProperties": {"$ref": "#/$defs/count"}
        },
        "findings": {"description": "in reading order", "type": "array", "items": {"$ref": "#/$defs/finding"}},
        "numbers": {"description": "only with --coverage", "type": "array", "items": {"$ref": "#/$defs/number"}}
      }
    },
    "position": {
      "type": "object",
      "required": ["line", "column", "offset"],
      "additionalProperties": false,
      "properties": {
        "line": {"type": "integer", "minimum": 1},
        "column": {"type": "integer", "minimum": 1},
        "offset": {"$ref": "#/$defs/count"},
        "cell": {"type": "integer", "minimum": 1}
      }
    },
    "span": {
      "type": "object",
      "required": ["start", "end"],
      "additionalProperties": false,
      "properties": {
        "start": {"$ref": "#/$defs/position"},
        "end": {"$ref": "#/$defs/position"},
        "path": {"description": "where the span is in another file than the finding", "type": "string", "minLength": 1}
      }
    },
    "operand": {
      "description": "a number that the value was computed from",
      "type": "object",
      "required": ["text", "name", "value", "span", "finding", "by_digits"],
      "additionalProperties": false,
      "properties": {
        "text": {"type": "string"},
        "name": {"$ref": "#/$defs/text_or_null"},
        "value": {"$ref": "#/$defs/text_or_null"},
        "span": {"anyOf": [{"$ref": "#/$defs/span"}, {"type": "null"}]},
        "finding": {"$ref": "#/$defs/text_or_null"},
        "by_digits": {"description": "linked because the digits are the same", "type": "boolean"}
      }
    },
    "finding": {
      "type": "object",
      "required": ["id", "kind", "rule", "verdict", "severity", "span", "text", "statement", "printed", "exact", "stated",
                   "should_print", "ulps", "depends_on", "roots", "message", "help", "explanations", "diagnosis", "reach",
                   "fixes", "evidence"],
      "additionalProperties": false,
      "properties": {
        "id": {"description": "unique within the document", "type": "string", "minLength": 1},
        "kind": {"enum": ["value", "identity", "derivative", "inequality", "number", "document"]},
        "rule": {"description": "null if ok; `reproof explain RULE` prints its page", "$ref": "#/$defs/text_or_null"},
        "verdict": {
          "enum": ["exact", "rounded", "carried", "inherited", "misrounded", "wrong", "unsupported", "undecided", "proved",
                   "refuted", "supported"]
        },
        "severity": {"enum": ["ok", "note", "warning", "error"]},
        "span": {"$ref": "#/$defs/span"},
        "text": {"description": "the digits as printed, without a leading sign", "type": "string"},
        "statement": {"description": "TeX of the two sides", "type": "string"},
        "printed": {"$ref": "#/$defs/text_or_null"},
        "exact": {"description": "nothing rounded between the givens and here", "$ref": "#/$defs/text_or_null"},
        "stated": {"description": "computed from the operands as printed", "$ref": "#/$defs/text_or_null"},
        "should_print": {"$ref": "#/$defs/text_or_null"},
        "ulps": {"description": "distance to the exact value in units of the last printed digit",
                 "$ref": "#/$defs/text_or_null"},
        "depends_on": {"description": "ids", "type": "array", "items": {"type": "string"}},
        "roots": {"description": "ids of the faults it inherits from", "type": "array", "items": {"type": "string"}},
        "message": {"type": "string"},
        "help": {"$ref": "#/$defs/text_or_null"},
        "explanations": {"description": "the diagnosis in words", "type": "array", "items": {"type": "string"}},
        "diagnosis": {
          "description": "the search for the slip behind a failed number, null if there was none",
          "anyOf": [{"$ref": "#/$defs/diagnosis"}, {"type": "null"}]
        },
        "reach": {"description": "of a root: the findings that it spoils",
                  "type": "array", "items": {"$ref": "#/$defs/reach"}},
        "fixes": {"type": "array", "items": {"$ref": "#/$defs/fix"}},
        "evidence": {
          "type": "object",
          "properties": {
            "operands": {"type": "array", "items": {"$ref": "#/$defs/operand"}},
            "derivative": {"$ref": "#/$defs/derivative"},
            "descent": {"$ref": "#/$defs/descent"}
          },
          "additionalProperties": {"type": "string"}
        }
      }
    },
    "descent": {
      "description": "a convex function along the gradient step between two printed values; numbers are rounded to nine digits",
      "type": "object",
      "required": ["printed_before", "printed_after", "points", "softmax"],
      "additionalProperties": false,
      "properties": {
        "printed_before": {"type": "string"},
        "printed_after": {"type": "string"},
        "points": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["step", "value"],
            "additionalProperties": false,
            "properties": {"step": {"type": "number"}, "value": {"type": "number"}}
          }
        },
        "softmax": {
          "description": "of the cells that the step moves, where the function is a cross-entropy of it",
          "type": "array",
          "items": {
            "type": "object",
            "required": ["name", "before", "after"],
            "additionalProperties": false,
            "properties": {"name": {"type": "string"}, "before": {"type": "number"}, "after": {"type": "number"}}
          }
        }
      }
    },
    "number_or_null": {"type": ["number", "null"]},
    "derivative": {
      "description": "a claimed derivative at one point: what it is said to be, by automatic differentiation, by finite differences",
      "type": "object",
      "required": ["at", "variable", "claimed", "automatic", "difference", "order", "check"],
      "additionalProperties": false,
      "properties": {
        "at": {"description": "the numbers chosen for the free symbols", "type": "string"},
        "variable": {"description": "TeX of what it is differentiated by, at the point", "type": "string"},
        "claimed": {"$ref": "#/$defs/text_or_null"},
        "automatic": {"type": "string", "minLength": 1},
        "difference": {"$ref": "#/$defs/text_or_null"},
        "order": {"description": "with which central differences of order 2 come nearer; null where they are exact",
                  "$ref": "#/$defs/text_or_null"},
        "check": {
          "description": "of a refuted derivative: the check that needs no tolerance, with its curves",
          "anyOf": [{"$ref": "#/$defs/gradient_check"}, {"type": "null"}]
        }
      }
    },
    "gradient_check": {
      "type": "object",
      "required": ["verdict", "reason", "ratio", "mean_value", "curves"],
      "additionalProperties": false,
      "properties": {
        "verdict": {"enum": ["supported", "contradicted", "refuted", "undecided"]},
        "reason": {"type": "string"},
        "ratio": {"description": "claimed / difference", "$ref": "#/$defs/text_or_null"},
        "mean_value": {
          "description": "a box about the point on which the claim misses the slope that the mean value theorem promises",
          "anyOf": [
            {
              "type": "object",
              "required": ["half_width", "quotient", "slope"],
              "additionalProperties": false,
              "properties": {
                "half_width": {"type": "string"},
                "quotient": {"description": "enclosure of (f(x + h) - f(x - h)) / (2h)", "type": "string"},
                "slope": {"description": "enclosure of the claim over the box", "type": "string"}
              }
            },
            {"type": "null"}
          ]
        },
        "curves": {"type": "array", "items": {"$ref": "#/$defs/curve"}}
      }
    },
    "curve": {
      "description": "the error of central differences against their step, both as base-2 logarithms; null is an error of 0",
      "type": "object",
      "required": ["bits", "order", "log2_floor", "observed", "points"],
      "additionalProperties": false,
      "properties": {
        "bits": {"description": "of the significand", "type": "integer", "minimum": 1},
        "order": {"description": "of the method", "type": "integer", "minimum": 2},
        "log2_floor": {"description": "what the precision can resolve", "$ref": "#/$defs/number_or_null"},
        "observed": {
          "anyOf": [
            {
              "type": "object",
              "required": ["order", "log2_step_from", "log2_step_to"],
              "additionalProperties": false,
              "properties": {
                "order": {"type": "number"},
                "log2_step_from": {"type": "number"},
                "log2_step_to": {"type": "number"}
              }
            },
            {"type": "null"}
          ]
        },
        "points": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["log2_step", "log2_claimed", "log2_automatic"],
            "additionalProperties": false,
            "properties": {
              "log2_step": {"type": "number"},
              "log2_claimed": {"description": "of |claimed - difference|", "$ref": "#/$defs/number_or_null"},
              "log2_automatic": {"description": "of |automatic - difference|", "$ref": "#/$defs/number_or_null"}
            }
          }
        }
      }
    },
    "span_or_null": {"anyOf": [{"$ref": "#/$defs/span"}, {"type": "null"}]},
    "diagnosis": {
      "type": "object",
      "required": ["tried", "slips", "nearest"],
      "additionalProperties": false,
      "properties": {
        "tried": {"description": "candidates compared with the printed digits", "type": "integer", "minimum": 1},
        "slips": {
          "description": "that reproduce every printed digit, the likeliest first; empty: no simple slip explains it",
          "type": "array",
          "items": {
            "type": "object",
            "required": ["slip", "sentence", "value", "digits", "chance", "span"],
            "additionalProperties": false,
            "properties": {
              "slip": {"type": "string", "minLength": 1},
              "sentence": {"type": "string"},
              "value": {"description": "what the slip gives", "$ref": "#/$defs/text_or_null"},
              "digits": {"description": "significant digits that agree", "$ref": "#/$defs/count"},
              "chance": {"description": "of an accident", "type": "number", "minimum": 0, "maximum": 1},
              "span": {"description": "the number that the slip points at", "$ref": "#/$defs/span_or_null"}
            }
          }
        },
        "nearest": {
          "description": "quantities of the document that come near an unsupported number",
          "type": "array",
          "items": {
            "type": "object",
            "required": ["name", "value", "span"],
            "additionalProperties": false,
            "properties": {
              "name": {"type": "string"},
              "value": {"type": "string"},
              "span": {"$ref": "#/$defs/span_or_null"}
            }
          }
        }
      }
    },
    "reach": {
      "type": "object",
      "required": ["finding", "becomes"],
      "additionalProperties": false,
      "properties": {
        "finding": {"description": "id", "type": "string"},
        "becomes": {"description": "its digits when the root is put right", "$ref": "#/$defs/text_or_null"}
      }
    },
    "fix": {
      "type": "object",
      "required": ["safe", "description", "edits"],
      "additionalProperties": false,
      "properties": {
        "safe": {"description": "a rounding put right; otherwise a value is replaced", "type": "boolean"},
        "description": {"type": "string"},
        "edits": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["span", "replacement"],
            "additionalProperties": false,
            "properties": {"span": {"$ref": "#/$defs/span"}, "replacement": {"type": "string"}}
          }
        }
      }
    },
    "number": {
      "type": "object",
      "required": ["span", "text", "role", "reason"],
      "additionalProperties": false,
      "properties": {
        "span": {"$ref": "#/$defs/span"},
        "text": {"type": "string"},
        "role": {"enum": ["given", "result", "reference", "constant", "structural", "unsupported", "unread"]},
        "reason": {"$ref": "#/$defs/text_or_null"}
      }
    }
  }
}
)schema";
}

}  // namespace reproof
