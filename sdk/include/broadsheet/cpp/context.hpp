// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_CPP_CONTEXT_HPP_
#define BROADSHEET_CPP_CONTEXT_HPP_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "broadsheet/context.h"
#include "broadsheet/cpp/abi.hpp"
#include "broadsheet/cpp/error.hpp"
#include "broadsheet/options.h"
#include "broadsheet/streams.h"

namespace broadsheet {

namespace defaults {

inline broadsheet_context_t context() noexcept {
  broadsheet_context_t table{};
  table.is_cancelled = [](const broadsheet_context_t*) { return std::uint32_t{0}; };
  table.time_left_ms = [](const broadsheet_context_t*) { return std::int64_t{INT64_MAX}; };
  table.report_progress = [](const broadsheet_context_t*, double) {};
  table.log = [](const broadsheet_context_t*, std::uint32_t, broadsheet_text_t) {};
  table.add_metric = [](const broadsheet_context_t*, broadsheet_text_t, double) {};
  table.report_diagnostic = [](const broadsheet_context_t*, const broadsheet_diagnostic_t*) {};
  table.get_interface = [](const broadsheet_context_t*, const char*) -> const void* {
    return nullptr;
  };
  return table;
}

inline broadsheet_options_t options() noexcept {
  broadsheet_options_t table{};
  table.get_string = [](const broadsheet_options_t*, broadsheet_text_t) {
    return broadsheet_text_t{};
  };
  table.get_integer = [](const broadsheet_options_t*, broadsheet_text_t) {
    return std::int64_t{0};
  };
  table.get_number = [](const broadsheet_options_t*, broadsheet_text_t) { return 0.0; };
  table.get_boolean = [](const broadsheet_options_t*, broadsheet_text_t) {
    return std::uint32_t{0};
  };
  table.get_list_count = [](const broadsheet_options_t*, broadsheet_text_t) {
    return std::uint64_t{0};
  };
  table.get_list_item = [](const broadsheet_options_t*, broadsheet_text_t, std::uint64_t) {
    return broadsheet_text_t{};
  };
  return table;
}

inline broadsheet_input_t input() noexcept {
  broadsheet_input_t table{};
  table.get_name = [](const broadsheet_input_t*) { return broadsheet_text_t{}; };
  table.get_size_bytes = [](const broadsheet_input_t*) { return std::uint64_t{0}; };
  table.read_at = unsupported;
  return table;
}

inline broadsheet_output_t output() noexcept {
  broadsheet_output_t table{};
  table.write = unsupported;
  return table;
}

}  // namespace defaults

/// What a component may ask of, and tell, the host during one call. Borrowed.
class Context {
 public:
  explicit Context(const broadsheet_context_t* given)
      : given_(given), table_(complete_table(given, defaults::context())) {}

  bool is_cancelled() const { return table_.is_cancelled(given_) != 0; }
  /// Throws Error(BROADSHEET_CANCELLED) where the call should stop; cheap enough for every line.
  void stop_if_cancelled() const {
    if (is_cancelled()) throw Error(BROADSHEET_CANCELLED, "cancelled");
  }
  std::int64_t time_left_ms() const { return table_.time_left_ms(given_); }
  void report_progress(double fraction) const { table_.report_progress(given_, fraction); }
  void log(std::uint32_t severity, std::string_view message) const {
    table_.log(given_, severity, borrow(message));
  }
  void add_metric(std::string_view name, double value) const {
    table_.add_metric(given_, borrow(name), value);
  }
  /// A message about the document; begin..end is its place in the source text, where it has one.
  void report(std::uint32_t severity, std::string_view code, std::string_view message,
              std::string_view help = {}, std::uint64_t source_begin_byte = BROADSHEET_NO_OFFSET,
              std::uint64_t source_end_byte = BROADSHEET_NO_OFFSET) const {
    const broadsheet_diagnostic_t diagnostic{sizeof diagnostic, severity,     borrow(code),
                                             borrow(message),   borrow(help), source_begin_byte,
                                             source_end_byte};
    table_.report_diagnostic(given_, &diagnostic);
  }
  const void* interface(const char* id) const { return table_.get_interface(given_, id); }
  /// As the host gave it, for handing on.
  const broadsheet_context_t* given() const { return given_; }

 private:
  const broadsheet_context_t* given_;
  broadsheet_context_t table_;
};

/// The checked options of one use of a component. Borrowed until the component is made.
class Options {
 public:
  explicit Options(const broadsheet_options_t* given)
      : given_(given), table_(complete_table(given, defaults::options())) {}

  std::string string(std::string_view name) const {
    return std::string(view(table_.get_string(given_, borrow(name))));
  }
  std::int64_t integer(std::string_view name) const {
    return table_.get_integer(given_, borrow(name));
  }
  double number(std::string_view name) const { return table_.get_number(given_, borrow(name)); }
  bool boolean(std::string_view name) const {
    return table_.get_boolean(given_, borrow(name)) != 0;
  }
  std::vector<std::string> list(std::string_view name) const {
    std::vector<std::string> items;
    const std::uint64_t count = table_.get_list_count(given_, borrow(name));
    for (std::uint64_t i = 0; i < count; ++i) {
      items.emplace_back(view(table_.get_list_item(given_, borrow(name), i)));
    }
    return items;
  }

 private:
  const broadsheet_options_t* given_;
  broadsheet_options_t table_;
};

/// An input file. Borrowed until the cursor that was opened on it ends.
class Input {
 public:
  explicit Input(const broadsheet_input_t* given)
      : given_(given), table_(complete_table(given, defaults::input())) {}

  std::string_view name() const { return view(table_.get_name(given_)); }
  std::uint64_t size_bytes() const { return table_.get_size_bytes(given_); }
  /// Reads up to `capacity` bytes; fewer only at the end of the file. Throws Error.
  std::size_t read_at(std::uint64_t offset_byte, void* buffer, std::size_t capacity) const {
    std::uint64_t read = 0;
    broadsheet_error_t error = broadsheet_error_empty();
    require_ok(table_.read_at(given_, offset_byte, buffer, capacity, &read, &error), error);
    return static_cast<std::size_t>(read);
  }
  /// The first `limit_bytes` bytes, or all there are.
  std::string read_first(std::size_t limit_bytes) const {
    std::string bytes(static_cast<std::size_t>(std::min<std::uint64_t>(limit_bytes, size_bytes())),
                      '\0');
    bytes.resize(read_at(0, bytes.data(), bytes.size()));
    return bytes;
  }

 private:
  const broadsheet_input_t* given_;
  broadsheet_input_t table_;
};

/// One document's output file. Borrowed for the call.
class Output {
 public:
  explicit Output(broadsheet_output_t* given)
      : given_(given), table_(complete_table(given, defaults::output())) {}

  void write(std::string_view bytes) {
    broadsheet_error_t error = broadsheet_error_empty();
    require_ok(table_.write(given_, bytes.data(), bytes.size(), &error), error);
  }

 private:
  broadsheet_output_t* given_;
  broadsheet_output_t table_;
};

}  // namespace broadsheet

#endif
