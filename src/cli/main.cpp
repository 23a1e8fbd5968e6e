#include <flint/flint.h>
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <iostream>
#include <map>
#include <optional>
#include <thread>

#include "claim/eval.hpp"
#include "cli/baseline.hpp"
#include "cli/check.hpp"
#include "cli/exit_status.hpp"
#include "cli/gradient.hpp"
#include "cli/pages.hpp"
#include "cli/prove.hpp"
#include "cli/stream.hpp"
#include "cli/why.hpp"
#include "read/directives.hpp"
#include "read/readers.hpp"
#include "report/schema.hpp"

namespace reproof {
namespace {

constexpr std::array<std::string_view, 8> commands{"check", "why",   "baseline", "eval",
                                                   "grad",  "prove", "explain",  "schema"};

struct EvalOptions {
  std::string tex;
  std::vector<std::string> lets;
  int digits = 30;
};

/// `text`, `json:report.json`.
Output parse_output(const std::string& text) {
  const std::size_t colon = std::min(text.find(':'), text.size());
  const Writer* writer = find_writer(std::string_view(text).substr(0, colon));
  if (writer == nullptr)
    throw CLI::ValidationError("-f", "there is no format `" + text.substr(0, colon) + "`");
  std::string file = colon < text.size() ? text.substr(colon + 1) : std::string();
  if (colon < text.size() && file.empty()) throw CLI::ValidationError("-f", "`" + text + "` names no file");
  return {writer, file == "-" ? std::string() : file};
}

std::vector<Output> parse_outputs(const std::vector<std::string>& texts) {
  std::vector<Output> outputs;
  for (const std::string& text : texts) outputs.push_back(parse_output(text));
  if (std::ranges::count(outputs, std::string(), &Output::file) > 1) {
    throw CLI::ValidationError("-f", "only one report can go to standard output, give the others a file");
  }
  return outputs;
}

void require_reader(const std::string& name) {
  if (name.empty() || find_reader(name) != nullptr) return;
  const std::string known = fmt::format("{}", fmt::join(reader_names(), ", "));
  throw CLI::ValidationError("--format-in", "there is no format `" + name + "`, but " + known);
}

/// A stream has its own report, and every record is a document.
void prepare_stream(const CLI::App& command, CheckCommand& options) {
  if (options.jsonl_field.empty())
    throw CLI::ValidationError("--jsonl-field", "the name of a member is empty");
  for (const char* other : {"-f", "--review", "--format-in", "--config"})
    if (command.count(other) > 0)
      throw CLI::ValidationError("--jsonl-field", fmt::format("does not go with {}", other));
  if (command.count("PATH") == 0) options.paths = {"-"};
}

std::string writer_help() {
  std::string help = "report format, may be repeated:";
  for (const Writer& writer : writers()) help += fmt::format("\n{} ({})", writer.name, writer.summary);
  return help;
}

const std::map<std::string, int> fail_levels{{"error", 3}, {"warning", 2}, {"note", 1}, {"never", 0}};
const std::map<std::string, ColorMode> color_modes{
    {"auto", ColorMode::automatic}, {"always", ColorMode::always}, {"never", ColorMode::never}};

std::optional<Severity> fail_level(int level) {
  return level == 0 ? std::nullopt : std::optional(static_cast<Severity>(level));
}

void add_fix_flags(CLI::App& command, CheckCommand& options) {
  command.add_flag_callback(
      "--fix", [&] { options.fix = std::max(options.fix, FixMode::safe); },
      "put misrounded numbers right in the documents, with what follows from them");
  command.add_flag_callback(
      "--unsafe-fixes", [&] { options.fix = FixMode::unsafe; }, "replace wrong values too");
  command.add_flag("--diff", options.diff,
                   "show what --fix or --unsafe-fixes would change, and change nothing");
}

CLI::App* add_baseline(CLI::App& app, BaselineCommand& options) {
  CLI::App* command =
      app.add_subcommand("baseline", "findings that are known, so that only new ones are reported");
  command->add_option("ACTION", options.action, "write, prune or show")
      ->required()
      ->check(CLI::IsMember({"write", "prune", "show"}));
  command->add_option("PATH", options.paths, "documents, folders of documents (default: .)")
      ->option_text("...");
  command->add_option("--baseline", options.file, "the file that holds them")
      ->option_text("FILE=.reproof-baseline.json");
  command->add_flag("--accept-new", options.accept_new,
                    "let `write` take up findings that an existing file lacks");
  return command;
}

CLI::App* add_check(CLI::App& app, CheckCommand& options, std::vector<std::string>& formats,
                    std::string& fail_on, std::string& color) {
  CLI::App* command = app.add_subcommand("check", "audit documents");
  command
      ->add_option("PATH", options.paths,
                   "documents, folders of documents, - for standard input (default: .)")
      ->option_text("...");
  command->add_option("-f,--format", formats, writer_help())
      ->option_text("FORMAT[:FILE]=text")
      ->take_all()
      ->allow_extra_args(false);
  command
      ->add_option("--fail-on", fail_on, "exit with 1 from this severity on: error, warning, note or never")
      ->check(CLI::IsMember(fail_levels))
      ->option_text("SEVERITY=error");
  command
      ->add_option("--config", options.config,
                   "configuration of all documents, instead of the closest reproof.toml")
      ->option_text("FILE");
  command->add_option("--review", options.review, "review of the one document, instead of the one beside it")
      ->option_text("FILE");
  command
      ->add_option("--format-in", options.format_in,

                   fmt::format("how to read the documents, instead of by name or content: {}",
                               fmt::join(reader_names(), ", ")))
      ->option_text("NAME");
  command
      ->add_option(
          "--jsonl-field", options.jsonl_field,
          "the inputs are JSON Lines: audit this member of every record, and write one line of JSON a "
          "record (default PATH: -)")
      ->option_text("NAME");
  command->add_flag("--coverage", options.write.coverage, "list every number with its role");
  command->add_flag("-q,--quiet", options.write.quiet, "one line an error or warning, nothing else");
  command->add_flag("-v,--verbose", options.write.verbose, "every finding in full, the ok ones too");
  command->add_option("--color", color, "auto, always or never")
      ->check(CLI::IsMember(color_modes))
      ->option_text("WHEN=auto");
  command->add_option("-j,--jobs", options.jobs, "documents audited at the same time")
      ->check(CLI::Range(1u, 1024u))
      ->option_text("N");
  add_fix_flags(*command, options);
  command
      ->add_option("--baseline", options.baseline,
                   "findings that are known (`reproof baseline write`) stay quiet")
      ->option_text("FILE");
  command
      ->add_option("--diff-base", options.diff_base,
                   "only what rests on lines that changed since this revision (asks git)")
      ->option_text("REV");
  command->add_flag("--allow-empty", options.allow_empty, "having nothing to check is no error");
  command->footer(
      "Exit status: 0 nothing at or above --fail-on, 1 findings, 2 usage or unreadable input or nothing to "
      "check,\n"
      "3 an internal fault. A folder stands for its documents; NAME.review.md beside NAME.md is read with "
      "it.");
  return command;
}

CLI::App* add_eval(CLI::App& app, EvalOptions& options) {
  CLI::App* command = app.add_subcommand("eval", "evaluate one expression to its certain digits");
  command->add_option("TEX", options.tex, "the expression, as in a document: '\\log(1 + e^{0.3})'")
      ->required();
  command->add_option("--let", options.lets, "a definition: 'x = 2'; may be repeated")
      ->option_text("DEFINITION")
      ->take_all()
      ->allow_extra_args(false);
  command->add_option("--digits", options.digits, "significant digits")
      ->check(CLI::Range(1, 100000))
      ->option_text("N=30");
  return command;
}

CLI::App* add_grad(CLI::App& app, GradientCommand& options) {
  GradientQuestion& question = options.question;
  CLI::App* command = app.add_subcommand(
      "grad", "check a gradient against its function: automatic differentiation, finite differences");
  command->add_option("TEX", question.function, "the function: '-\\log\\frac{e^{z_1}}{\\sum_k e^{z_k}}'")
      ->required();
  command->add_option("--wrt", question.variables, "its variable: 'z'; may be repeated")
      ->option_text("NAME")
      ->required()
      ->take_all()
      ->allow_extra_args(false);
  command->add_option("--at", question.at, "where: 'z = (2.0, 0.5, -1.0)', other names too; may be repeated")
      ->option_text("DEFINITION")
      ->required()
      ->take_all()
      ->allow_extra_args(false);
  command
      ->add_option("--claim", question.claim,
                   "the gradient: a list with an entry a cell, or a formula with one free index")
      ->option_text("TEX");
  command->add_option("--let", question.lets, "a definition: 'p_j = e^{z_j}'; may be repeated")
      ->option_text("DEFINITION")
      ->take_all()
      ->allow_extra_args(false);
  command->add_option("--digits", question.digits, "significant digits")
      ->check(CLI::Range(1, 10000))
      ->option_text("N=15");
  command->add_option("-f,--format", options.format, "text or json")
      ->check(CLI::IsMember({"text", "json"}))
      ->option_text("FORMAT=text");
  command->add_flag("--ascii", options.ascii, "draw with ASCII characters");
  command->footer(
      "Exit status: 0 supported or undecided, 1 refuted or contradicted, 2 usage or unreadable input.");
  return command;
}

CLI::App* add_prove(CLI::App& app, ProveCommand& options) {
  CLI::App* command = app.add_subcommand("prove", "prove an equality, or show values at which it fails");
  command
      ->add_option("TEX", options.tex,
                   "the equality, as in a document: '\\frac{d}{dx} \\tanh x = 1 - \\tanh^2 x'")
      ->required();
  command
      ->add_option("--let", options.lets,
                   "what names mean: 'p_j := \\frac{e^{z_j}}{\\sum_k e^{z_k}}'; may be repeated")
      ->option_text("DEFINITION")
      ->take_all()
      ->allow_extra_args(false);
  command->add_flag("--tex", options.as_tex, "the proof in TeX");
  command->footer("Exit status: 0 proved, 1 not proved, 2 not read.");
  return command;
}

int run_eval(const EvalOptions& options) {
  const Evaluation value = evaluate_tex(options.tex, options.lets, options.digits);
  if (!value.error.empty()) {
    fmt::print(stderr, "reproof: {}\n", value.error);
    return exit_unusable;
  }
  fmt::print("{}{}\n", value.digits, value.exact || value.digits.ends_with("…") ? "" : "…");
  return exit_clean;
}

int run_explain(const std::string& rule) {
  if (explain(rule, std::cout)) return exit_clean;
  fmt::print(stderr, "reproof: there is no rule `{}`; `reproof explain` lists them\n", rule);
  return exit_unusable;
}

/// The command that a first argument, which names no file, was meant for.
std::optional<std::string> misspelt_command(const std::string& first) {
  const bool command = std::ranges::count(commands, first) > 0;
  if (command || first.starts_with('-') || std::filesystem::exists(first)) return std::nullopt;
  return nearest_word(first, {commands.begin(), commands.end()});
}

/// `reproof PATH` means `reproof check PATH`, and an expression may begin with a minus sign.
std::vector<std::string> complete_arguments(int argc, char** argv) {
  std::vector<std::string> arguments(argv + 1, argv + argc);
  if (arguments.empty()) return arguments;
  const std::string first = arguments.front();
  if (first == "eval" || first == "grad" || first == "prove") {
    for (std::string& argument : arguments) {
      const bool option = argument.size() < 2 || argument[1] == '-' || argument == "-h" || argument == "-f";
      if (argument.starts_with('-') && !option) argument.insert(0, " ");
    }
  }
  constexpr std::array<std::string_view, 3> global{"-h", "--help", "--version"};
  if (std::ranges::count(commands, first) == 0 && std::ranges::count(global, first) == 0) {
    arguments.insert(arguments.begin(), "check");
  }
  return arguments;
}

int run(int argc, char** argv) {
  CLI::App app(
      "Audits the numbers in technical writing: recomputes every stated number and says what is wrong.",
      "reproof");
  app.set_version_flag("--version", "reproof " REPROOF_VERSION);
  app.require_subcommand(1);
  app.footer("`reproof PATH` is short for `reproof check PATH`.");
  CheckCommand check_options;
  check_options.paths = {"."};
  check_options.jobs = std::max(1u, std::thread::hardware_concurrency());
  check_options.write.version = REPROOF_VERSION;
  std::vector<std::string> formats{"text"};
  std::string fail_on = "error";
  std::string color = "auto";
  EvalOptions eval_options;
  GradientCommand gradient_options;
  BaselineCommand baseline_options;
  baseline_options.paths = {"."};
  baseline_options.jobs = check_options.jobs;
  std::string rule;
  std::string place;
  const CLI::App* check_command = add_check(app, check_options, formats, fail_on, color);
  CLI::App* why_command = app.add_subcommand("why", "the whole story of one number");
  why_command->add_option("PLACE", place, "FILE:LINE or FILE:LINE:COLUMN, as in a report")->required();
  const CLI::App* baseline_command = add_baseline(app, baseline_options);
  const CLI::App* eval_command = add_eval(app, eval_options);
  const CLI::App* gradient_command = add_grad(app, gradient_options);
  ProveCommand prove_options;
  const CLI::App* prove_command = add_prove(app, prove_options);
  CLI::App* explain_command =
      app.add_subcommand("explain", "what a rule checks and why; without one, all rules");
  explain_command->add_option("RULE", rule, "its id, as in a report");
  app.add_subcommand("schema", "the JSON Schema of the json report");
  try {
    std::vector<std::string> arguments = complete_arguments(argc, argv);
    if (arguments.empty()) {
      std::cout << app.help();
      return exit_unusable;
    }
    if (const auto meant = misspelt_command(argv[1])) {
      fmt::print(stderr, "reproof: there is no command and no file `{}`; did you mean `{}`?\n", argv[1],
                 *meant);
      return exit_unusable;
    }
    std::ranges::reverse(arguments);
    app.parse(arguments);
    check_options.outputs = parse_outputs(formats);
    check_options.fail_on_given = check_command->count("--fail-on") > 0;
    require_reader(check_options.format_in);
    if (check_command->count("--jsonl-field") > 0) prepare_stream(*check_command, check_options);
    check_options.fail_on = check_options.write.fail_on = fail_level(fail_levels.at(fail_on));
    check_options.color = color_modes.at(color);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? exit_clean : exit_unusable;
  }
  if (*check_command && !check_options.jsonl_field.empty()) return check_stream(check_options);
  if (*check_command) return check(check_options);
  if (*why_command) return why(place, check_options.color);
  if (*baseline_command) return baseline(baseline_options);
  if (*eval_command) return run_eval(eval_options);
  if (*gradient_command) return check_gradient(gradient_options);
  if (*prove_command) return prove(prove_options);
  if (*explain_command) return run_explain(rule);
  std::cout << report_schema();
  return exit_clean;
}

/// An abort inside a library is an internal fault like any other.
[[noreturn]] void fail_hard() {
  std::fputs("reproof: internal fault\n", stderr);
  std::_Exit(exit_fault);
}

}  // namespace
}  // namespace reproof

int main(int argc, char** argv) {
  std::set_terminate(reproof::fail_hard);
  flint_set_abort(reproof::fail_hard);
  try {
    return reproof::run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "reproof: internal fault: " << error.what() << '\n';
    return reproof::exit_fault;
  }
}
