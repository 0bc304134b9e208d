// SPDX-License-Identifier: Apache-2.0
#include "plugin_host/component_instance.h"

#include "broadsheet/cpp/abi.hpp"
#include "plugin_host/document_table.h"
#include "plugin_host/options_table.h"

namespace broadsheet::plugin_host {
namespace {

// What a component of an older ABI answers in slots that it does not have.
broadsheet_reader_t reader_defaults() {
  broadsheet_reader_t table{};
  table.probe = [](broadsheet_instance_t*, const broadsheet_input_t*) { return std::uint32_t{0}; };
  table.open = [](broadsheet_instance_t*, const broadsheet_context_t*, const broadsheet_input_t*,
                  broadsheet_cursor_t**,
                  broadsheet_error_t*) -> broadsheet_status_t { return BROADSHEET_UNSUPPORTED; };
  return table;
}

broadsheet_cleaner_t cleaner_defaults() {
  broadsheet_cleaner_t table{};
  table.clean = [](broadsheet_instance_t*, const broadsheet_context_t*,
                   const broadsheet_document_t*, broadsheet_structure_writer_t*,
                   broadsheet_error_t*) -> broadsheet_status_t { return BROADSHEET_UNSUPPORTED; };
  return table;
}

broadsheet_annotator_t annotator_defaults() {
  broadsheet_annotator_t table{};
  table.annotate = [](broadsheet_instance_t*, const broadsheet_context_t*,
                      const broadsheet_document_t*, broadsheet_annotation_writer_t*,
                      broadsheet_error_t*) -> broadsheet_status_t {
    return BROADSHEET_UNSUPPORTED;
  };
  return table;
}

broadsheet_exporter_t exporter_defaults() {
  broadsheet_exporter_t table{};
  table.write = [](broadsheet_instance_t*, const broadsheet_context_t*,
                   const broadsheet_document_t*, broadsheet_output_t*,
                   broadsheet_error_t*) -> broadsheet_status_t { return BROADSHEET_UNSUPPORTED; };
  return table;
}

broadsheet_component_t component_defaults() {
  broadsheet_component_t table{};
  table.id = "";
  table.create = [](const broadsheet_component_t*, const broadsheet_options_t*,
                    broadsheet_instance_t**,
                    broadsheet_error_t*) -> broadsheet_status_t { return BROADSHEET_UNSUPPORTED; };
  table.get_interface = [](const broadsheet_component_t*, const char*) -> const void* {
    return nullptr;
  };
  return table;
}

broadsheet_instance_t instance_defaults() {
  broadsheet_instance_t table{};
  table.release = [](broadsheet_instance_t*) {};
  return table;
}

broadsheet_cursor_t cursor_defaults() {
  broadsheet_cursor_t table{};
  table.release = [](broadsheet_cursor_t*) {};
  table.next = [](broadsheet_cursor_t*, const broadsheet_context_t*, broadsheet_source_writer_t*,
                  broadsheet_error_t*) -> broadsheet_status_t { return BROADSHEET_END; };
  return table;
}

template <class Table>
bool adopt(const broadsheet_component_t& component, const char* id, const Table& defaults,
           Table& out) {
  const auto whole = complete_table(&component, component_defaults());
  const auto* given = static_cast<const Table*>(whole.get_interface(&component, id));
  if (given == nullptr) return false;
  out = complete_table(given, defaults);
  return true;
}

std::unique_lock<std::mutex> lock_of(std::mutex* mutex) {
  return mutex != nullptr ? std::unique_lock(*mutex) : std::unique_lock<std::mutex>();
}

CallResult failed(const std::string& message) {
  CallResult result;
  result.status = BROADSHEET_INTERNAL;
  result.message = message;
  return result;
}

// What a call came to that has no use for BROADSHEET_END: that is a status of cursors only.
CallResult ended(broadsheet_status_t status, const broadsheet_error_t& error) {
  if (status == BROADSHEET_END) return failed("returned END, which is not a status of this call");
  return call_result(status, error);
}

}  // namespace

DocumentCursor::DocumentCursor(broadsheet_cursor_t* given, std::mutex* process_mutex,
                               std::mutex* instance_mutex)
    : given_(given),
      table_(complete_table(given, cursor_defaults())),
      process_mutex_(process_mutex),
      instance_mutex_(instance_mutex) {}

DocumentCursor::~DocumentCursor() {
  const auto process_lock = lock_of(process_mutex_);
  const auto instance_lock = lock_of(instance_mutex_);
  table_.release(given_);
}

CallResult DocumentCursor::next(const CallContext& context, document::SourceBuilder& builder) {
  const auto process_lock = lock_of(process_mutex_);
  const auto instance_lock = lock_of(instance_mutex_);
  broadsheet_source_writer_t writer = source_writer_table(builder);
  broadsheet_error_t error = broadsheet_error_empty();
  return call_result(table_.next(given_, context.table(), &writer, &error), error);
}

std::unique_ptr<ComponentInstance> ComponentInstance::create(
    const broadsheet_component_t& component, const config::ComponentDescription& description,
    const config::OptionValues& options, std::mutex& process_mutex, CallResult& failure) {
  std::unique_ptr<ComponentInstance> instance(new ComponentInstance);
  instance->concurrency_ = description.concurrency;
  instance->process_mutex_ = &process_mutex;
  if (!instance->find_interface(component)) {
    failure = failed("does not have the interface of its kind");
    return nullptr;
  }
  const broadsheet_options_t table = options_table(options);
  broadsheet_error_t error = broadsheet_error_empty();
  const auto whole = complete_table(&component, component_defaults());
  failure = ended(whole.create(&component, &table, &instance->given_, &error), error);
  if (!failure.is_ok()) {
    instance->given_ = nullptr;
    return nullptr;
  }
  if (instance->given_ == nullptr) {
    failure = failed("made no instance");
    return nullptr;
  }
  instance->instance_ = complete_table(instance->given_, instance_defaults());
  return instance;
}

bool ComponentInstance::find_interface(const broadsheet_component_t& component) {
  switch (component.kind) {
    case BROADSHEET_READER:
      return adopt(component, BROADSHEET_READER_INTERFACE, reader_defaults(), reader_);
    case BROADSHEET_CLEANER:
      return adopt(component, BROADSHEET_CLEANER_INTERFACE, cleaner_defaults(), cleaner_);
    case BROADSHEET_ANNOTATOR:
      return adopt(component, BROADSHEET_ANNOTATOR_INTERFACE, annotator_defaults(), annotator_);
    case BROADSHEET_EXPORTER:
      return adopt(component, BROADSHEET_EXPORTER_INTERFACE, exporter_defaults(), exporter_);
    default:
      return false;
  }
}

ComponentInstance::~ComponentInstance() {
  if (given_ != nullptr) instance_.release(given_);
}

std::unique_lock<std::mutex> ComponentInstance::lock_process() const {
  return lock_of(concurrency_ == config::Concurrency::one_per_process ? process_mutex_ : nullptr);
}

std::unique_lock<std::mutex> ComponentInstance::lock_instance() {
  return lock_of(concurrency_ == config::Concurrency::one_per_instance ? &instance_mutex_
                                                                       : nullptr);
}

std::uint32_t ComponentInstance::probe(const broadsheet_input_t& input) {
  const auto process_lock = lock_process();
  const auto instance_lock = lock_instance();
  return reader_.probe(given_, &input);
}

std::unique_ptr<DocumentCursor> ComponentInstance::open(const CallContext& context,
                                                        const broadsheet_input_t& input,
                                                        CallResult& failure) {
  const auto process_lock = lock_process();
  const auto instance_lock = lock_instance();
  broadsheet_cursor_t* cursor = nullptr;
  broadsheet_error_t error = broadsheet_error_empty();
  failure = ended(reader_.open(given_, context.table(), &input, &cursor, &error), error);
  if (failure.is_ok() && cursor == nullptr) failure = failed("opened no cursor");
  if (!failure.is_ok()) return nullptr;
  return std::make_unique<DocumentCursor>(
      cursor, concurrency_ == config::Concurrency::one_per_process ? process_mutex_ : nullptr,
      concurrency_ == config::Concurrency::one_per_instance ? &instance_mutex_ : nullptr);
}

CallResult ComponentInstance::clean(const CallContext& context, const document::Document& document,
                                    document::StructureBuilder& builder) {
  const auto process_lock = lock_process();
  const auto instance_lock = lock_instance();
  const broadsheet_document_t table = document_table(document);
  broadsheet_structure_writer_t writer = structure_writer_table(builder);
  broadsheet_error_t error = broadsheet_error_empty();
  return ended(cleaner_.clean(given_, context.table(), &table, &writer, &error), error);
}

CallResult ComponentInstance::annotate(const CallContext& context,
                                       const document::Document& document,
                                       document::AnnotationBuilder& builder) {
  const auto process_lock = lock_process();
  const auto instance_lock = lock_instance();
  const broadsheet_document_t table = document_table(document);
  broadsheet_annotation_writer_t writer = annotation_writer_table(builder);
  broadsheet_error_t error = broadsheet_error_empty();
  return ended(annotator_.annotate(given_, context.table(), &table, &writer, &error), error);
}

CallResult ComponentInstance::write(const CallContext& context, const document::Document& document,
                                    ByteSink& sink) {
  const auto process_lock = lock_process();
  const auto instance_lock = lock_instance();
  const broadsheet_document_t table = document_table(document);
  broadsheet_output_t output = output_table(sink);
  broadsheet_error_t error = broadsheet_error_empty();
  return ended(exporter_.write(given_, context.table(), &table, &output, &error), error);
}

}  // namespace broadsheet::plugin_host
