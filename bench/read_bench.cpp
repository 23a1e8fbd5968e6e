#include <benchmark/benchmark.h>

#include <fstream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <string_view>

#include "read/readers.hpp"
#include "read/record.hpp"

namespace {

using namespace reproof;

constexpr std::size_t kBytes = std::size_t{4} << 20;

std::string page(const std::string& name) {
  std::ifstream in(REPROOF_SOURCE_DIR "/bench/pages/" + name, std::ios::binary);
  if (!in) throw std::runtime_error("no page " + name);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string repeated(std::string_view body, std::string_view between = {}) {
  std::string text(body);
  while (text.size() < kBytes) text.append(between).append(body);
  return text;
}

std::string cell() {
  return nlohmann::json{
      {"cell_type", "markdown"}, {"metadata", nlohmann::json::object()}, {"source", page("page.md")}}
      .dump(1);
}

/// One page after the other, 4 MiB of them, in each format that is read.
std::string input(std::string_view reader) {
  if (reader == "notebook")
    return R"({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [)" + repeated(cell(), ",\n") +
           "]}";
  if (reader == "html")
    return "<!DOCTYPE html><html><head><title>pages</title></head><body>\n" + repeated(page("page.html")) +
           "</body></html>\n";
  if (reader == "latex")
    return "\\documentclass{article}\n\\begin{document}\n" + repeated(page("page.tex")) + "\\end{document}\n";
  if (reader == "webcopy") return repeated(page("page.webcopy"));
  if (reader == "rst") return repeated(page("page.rst"));
  return repeated(page(reader == "markdown" ? "page.md" : "page.txt"));
}

/// Bytes up to fragments. A reader that makes nothing of its input is an error, not a record.
void read_format(benchmark::State& state, std::string_view reader) {
  const std::string bytes = input(reader);
  for (auto _ : state) {
    const Document document = read_document(std::make_shared<const Source>("pages", bytes), reader);
    if (document.fragments.size() < bytes.size() / 1000)
      return state.SkipWithError("hardly a fragment was found");
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes.size()));
}
BENCHMARK_CAPTURE(read_format, markdown, "markdown")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(read_format, notebook, "notebook")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(read_format, latex, "latex")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(read_format, html, "html")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(read_format, rst, "rst")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(read_format, text, "text")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(read_format, webcopy, "webcopy")->Unit(benchmark::kMillisecond);

/// JSON Lines: a record is a document of its own.
void read_records(benchmark::State& state) {
  const std::string record = nlohmann::json{{"text", page("page.md")}}.dump();
  for (auto _ : state)
    benchmark::DoNotOptimize(read_record(std::make_shared<const Source>("record", record), "text"));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(record.size()));
}
BENCHMARK(read_records);

}  // namespace
