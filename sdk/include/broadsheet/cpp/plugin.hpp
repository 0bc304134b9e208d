// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_CPP_PLUGIN_HPP_
#define BROADSHEET_CPP_PLUGIN_HPP_

// A plugin in C++20: derive from Reader, Cleaner, Annotator or Exporter, and name it once.
//
//   class Upper : public broadsheet::Annotator {
//    public:
//     explicit Upper(const broadsheet::Options& options) : limit_(options.integer("limit")) {}
//     void annotate(const broadsheet::Context&, const broadsheet::Document&,
//                   broadsheet::AnnotationWriter&) override;
//     ...
//   };
//   BROADSHEET_PLUGIN("annotator_upper", "1.0.0",
//                     broadsheet::component<Upper>("annotator_upper", BROADSHEET_PARALLEL))
//
// The wrapper fills the C structs, and turns exceptions into statuses (error.hpp). Header-only, so
// that a plugin may be built by another compiler and standard library than the host.

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <type_traits>

#include "broadsheet/cpp/context.hpp"
#include "broadsheet/cpp/document.hpp"
#include "broadsheet/cpp/error.hpp"
#include "broadsheet/cpp/writers.hpp"
#include "broadsheet/plugin.h"

namespace broadsheet {

/// The documents of one input, one after the other.
class Cursor {
 public:
  virtual ~Cursor() = default;
  /// Writes the next document; false where there is none. Throws Error for a document that cannot
  /// be read: the host reports it and calls again, so move on before throwing.
  virtual bool next(const Context& context, SourceWriter& writer) = 0;
};

/// Turns an input's bytes into documents of lines.
class Reader {
 public:
  virtual ~Reader() = default;
  /// 0: not mine; up to 100: certainly mine.
  virtual std::uint32_t probe(const Input& input) = 0;
  virtual std::unique_ptr<Cursor> open(const Context& context, const Input& input) = 0;
};

/// Turns lines into blocks and articles.
class Cleaner {
 public:
  virtual ~Cleaner() = default;
  virtual void clean(const Context& context, const Document& document, StructureWriter& writer) = 0;
};

/// Adds sentences, labels or layers.
class Annotator {
 public:
  virtual ~Annotator() = default;
  virtual void annotate(const Context& context, const Document& document,
                        AnnotationWriter& writer) = 0;
};

/// Writes a document as a file.
class Exporter {
 public:
  virtual ~Exporter() = default;
  virtual void write(const Context& context, const Document& document, Output& output) = 0;
};

namespace defaults {

inline broadsheet_host_t host() noexcept {
  broadsheet_host_t table{};
  table.get_name = [](const broadsheet_host_t*) { return broadsheet_text_t{}; };
  table.get_resource_folder = [](const broadsheet_host_t*) { return broadsheet_text_t{}; };
  table.get_interface = [](const broadsheet_host_t*, const char*) -> const void* {
    return nullptr;
  };
  return table;
}

}  // namespace defaults

/// The host that loaded this plugin; set before any component is made.
class Host {
 public:
  static const broadsheet_host_t*& table() {
    static const broadsheet_host_t* host = nullptr;
    return host;
  }
  static std::string name() { return std::string(view(complete().get_name(table()))); }
  /// The folder that RESOURCES of broadsheet_add_plugin() went to.
  static std::string resource_folder() {
    return std::string(view(complete().get_resource_folder(table())));
  }
  static const void* interface(const char* id) { return complete().get_interface(table(), id); }

 private:
  static broadsheet_host_t complete() { return complete_table(table(), defaults::host()); }
};

namespace detail {

template <class Object>
struct Instance {
  broadsheet_instance_t base;  // first, so that the host's pointer is ours
  Object object;
};

template <class Object>
Object& object_of(broadsheet_instance_t* instance) {
  return reinterpret_cast<Instance<Object>*>(instance)->object;
}

struct CursorInstance {
  broadsheet_cursor_t base;
  std::unique_ptr<Cursor> cursor;
};

inline broadsheet_status_t next_document(broadsheet_cursor_t* cursor,
                                         const broadsheet_context_t* context,
                                         broadsheet_source_writer_t* writer,
                                         broadsheet_error_t* error) {
  return guarded(error, [&] {
    SourceWriter source(writer);
    return reinterpret_cast<CursorInstance*>(cursor)->cursor->next(Context(context), source)
               ? BROADSHEET_OK
               : BROADSHEET_END;
  });
}

template <class Object>
const broadsheet_reader_t* reader_table() {
  static const broadsheet_reader_t table{
      sizeof(broadsheet_reader_t), 0,
      [](broadsheet_instance_t* instance, const broadsheet_input_t* input) -> std::uint32_t {
        std::uint32_t confidence = 0;
        guarded(nullptr, [&] {
          confidence = object_of<Object>(instance).probe(Input(input));
          return BROADSHEET_OK;
        });
        return confidence;
      },
      [](broadsheet_instance_t* instance, const broadsheet_context_t* context,
         const broadsheet_input_t* input, broadsheet_cursor_t** out_cursor,
         broadsheet_error_t* error) {
        return guarded(error, [&] {
          auto made = std::make_unique<CursorInstance>();
          made->base = {
              sizeof(broadsheet_cursor_t), 0,
              [](broadsheet_cursor_t* cursor) { delete reinterpret_cast<CursorInstance*>(cursor); },
              next_document};
          made->cursor = object_of<Object>(instance).open(Context(context), Input(input));
          *out_cursor = &made.release()->base;
          return BROADSHEET_OK;
        });
      }};
  return &table;
}

template <class Object>
const broadsheet_cleaner_t* cleaner_table() {
  static const broadsheet_cleaner_t table{
      sizeof(broadsheet_cleaner_t), 0,
      [](broadsheet_instance_t* instance, const broadsheet_context_t* context,
         const broadsheet_document_t* document, broadsheet_structure_writer_t* writer,
         broadsheet_error_t* error) {
        return guarded(error, [&] {
          StructureWriter structure(writer);
          object_of<Object>(instance).clean(Context(context), Document(document), structure);
          return BROADSHEET_OK;
        });
      }};
  return &table;
}

template <class Object>
const broadsheet_annotator_t* annotator_table() {
  static const broadsheet_annotator_t table{
      sizeof(broadsheet_annotator_t), 0,
      [](broadsheet_instance_t* instance, const broadsheet_context_t* context,
         const broadsheet_document_t* document, broadsheet_annotation_writer_t* writer,
         broadsheet_error_t* error) {
        return guarded(error, [&] {
          AnnotationWriter annotations(writer);
          object_of<Object>(instance).annotate(Context(context), Document(document), annotations);
          return BROADSHEET_OK;
        });
      }};
  return &table;
}

template <class Object>
const broadsheet_exporter_t* exporter_table() {
  static const broadsheet_exporter_t table{
      sizeof(broadsheet_exporter_t), 0,
      [](broadsheet_instance_t* instance, const broadsheet_context_t* context,
         const broadsheet_document_t* document, broadsheet_output_t* output,
         broadsheet_error_t* error) {
        return guarded(error, [&] {
          Output file(output);
          object_of<Object>(instance).write(Context(context), Document(document), file);
          return BROADSHEET_OK;
        });
      }};
  return &table;
}

template <class Object>
constexpr std::uint32_t kind_of() {
  if constexpr (std::is_base_of_v<Reader, Object>) return BROADSHEET_READER;
  if constexpr (std::is_base_of_v<Cleaner, Object>) return BROADSHEET_CLEANER;
  if constexpr (std::is_base_of_v<Annotator, Object>) return BROADSHEET_ANNOTATOR;
  if constexpr (std::is_base_of_v<Exporter, Object>) return BROADSHEET_EXPORTER;
  return 0;
}

template <class Object>
const void* interface_of(const char* id) {
  const std::string_view wanted(id);
  if constexpr (std::is_base_of_v<Reader, Object>) {
    if (wanted == BROADSHEET_READER_INTERFACE) return reader_table<Object>();
  }
  if constexpr (std::is_base_of_v<Cleaner, Object>) {
    if (wanted == BROADSHEET_CLEANER_INTERFACE) return cleaner_table<Object>();
  }
  if constexpr (std::is_base_of_v<Annotator, Object>) {
    if (wanted == BROADSHEET_ANNOTATOR_INTERFACE) return annotator_table<Object>();
  }
  if constexpr (std::is_base_of_v<Exporter, Object>) {
    if (wanted == BROADSHEET_EXPORTER_INTERFACE) return exporter_table<Object>();
  }
  if constexpr (requires { Object::find_interface(wanted); }) return Object::find_interface(wanted);
  return nullptr;
}

template <class Object>
broadsheet_status_t create_instance(const broadsheet_component_t*,
                                    const broadsheet_options_t* options,
                                    broadsheet_instance_t** out_instance,
                                    broadsheet_error_t* error) {
  return guarded(error, [&] {
    auto made = std::unique_ptr<Instance<Object>>(
        new Instance<Object>{{sizeof(broadsheet_instance_t), 0,
                              [](broadsheet_instance_t* instance) {
                                delete reinterpret_cast<Instance<Object>*>(instance);
                              }},
                             Object(Options(options))});
    *out_instance = &made.release()->base;
    return BROADSHEET_OK;
  });
}

}  // namespace detail

/// A component of class Object (made from Options), for BROADSHEET_PLUGIN. `id` must be a literal.
/// Optional interfaces: `static const void* find_interface(std::string_view id)` of Object.
template <class Object>
broadsheet_component_t component(const char* id, std::uint32_t concurrency) {
  static_assert(detail::kind_of<Object>() != 0,
                "a component derives from broadsheet::Reader, Cleaner, Annotator or Exporter");
  static_assert(std::is_constructible_v<Object, const Options&>,
                "a component is made from const broadsheet::Options&");
  return {sizeof(broadsheet_component_t),
          detail::kind_of<Object>(),
          concurrency,
          0,
          id,
          detail::create_instance<Object>,
          [](const broadsheet_component_t*, const char* wanted) -> const void* {
            return detail::interface_of<Object>(wanted);
          }};
}

}  // namespace broadsheet

/// Defines the plugin's entry. Arguments: id, version, one or more
/// broadsheet::component<Class>(...).
#define BROADSHEET_PLUGIN(plugin_id, plugin_version, ...)                                          \
  namespace {                                                                                      \
  const auto& broadsheet_components() {                                                            \
    static const auto components = std::to_array<broadsheet_component_t>({__VA_ARGS__});           \
    return components;                                                                             \
  }                                                                                                \
  }                                                                                                \
  extern "C" BROADSHEET_EXPORT const broadsheet_plugin_t* broadsheet_plugin_entry(void) noexcept { \
    static const broadsheet_plugin_t plugin{                                                       \
        sizeof(broadsheet_plugin_t),                                                               \
        1,                                                                                         \
        0,                                                                                         \
        plugin_id,                                                                                 \
        plugin_version,                                                                            \
        [](const broadsheet_host_t* host, broadsheet_error_t*) -> broadsheet_status_t {            \
          broadsheet::Host::table() = host;                                                        \
          return BROADSHEET_OK;                                                                    \
        },                                                                                         \
        [] {},                                                                                     \
        [] { return static_cast<std::uint32_t>(broadsheet_components().size()); },                 \
        [](std::uint32_t index) -> const broadsheet_component_t* {                                 \
          return index < broadsheet_components().size() ? &broadsheet_components()[index]          \
                                                        : nullptr;                                 \
        }};                                                                                        \
    return &plugin;                                                                                \
  }

#endif
