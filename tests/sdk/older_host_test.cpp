// SPDX-License-Identifier: Apache-2.0
// The C++ wrapper under a host that is older than itself: tables cut at every slot, records cut at
// fields, each before a forbidden page. What is missing answers with defaults; nothing behind
// struct_size is read.
#include <dlfcn.h>
#include <gtest/gtest.h>

#include <vector>

#include "broadsheet/cpp/plugin.hpp"
#include "guarded_copy.h"

namespace broadsheet::testing {
namespace {

// Calls `check(wrapper's argument, size)` with the table cut at every slot, and with half a slot.
template <class Table, class Check>
void for_each_cut(const Table& whole, Check check) {
  for (std::size_t size = 8; size <= sizeof(Table); size += 4) {
    const CutTable<Table> cut(whole, size);
    SCOPED_TRACE("struct_size " + std::to_string(size));
    check(cut.get());
  }
}

// The status that `call` throws, or BROADSHEET_OK.
template <class Call>
broadsheet_status_t status_of(Call call) {
  try {
    call();
  } catch (const Error& error) {
    return error.code;
  }
  return BROADSHEET_OK;
}

#define EXPECT_SLOT(table, Table, slot, call) \
  EXPECT_EQ(status_of([&] { call; }),         \
            BROADSHEET_HAS(table, Table, slot) ? BROADSHEET_OK : BROADSHEET_UNSUPPORTED)

broadsheet_context_t whole_context() {
  broadsheet_context_t table{};
  table.is_cancelled = [](const broadsheet_context_t*) { return std::uint32_t{1}; };
  table.time_left_ms = [](const broadsheet_context_t*) { return std::int64_t{5}; };
  table.report_progress = [](const broadsheet_context_t*, double) {};
  table.log = [](const broadsheet_context_t*, std::uint32_t, broadsheet_text_t) {};
  table.add_metric = [](const broadsheet_context_t*, broadsheet_text_t, double) {};
  table.report_diagnostic = [](const broadsheet_context_t*, const broadsheet_diagnostic_t*) {};
  table.get_interface = [](const broadsheet_context_t* context, const char*) -> const void* {
    return context;
  };
  return table;
}

TEST(OlderHost, ContextWithoutLateSlotsAnswersWithDefaults) {
  for_each_cut(whole_context(), [](const broadsheet_context_t* given) {
    const Context context(given);
    context.report_progress(0.5);
    context.log(BROADSHEET_NOTE, "text");
    context.add_metric("name", 1);
    context.report(BROADSHEET_NOTE, "code", "message");
    EXPECT_EQ(context.is_cancelled(), BROADSHEET_HAS(given, broadsheet_context_t, is_cancelled));
    EXPECT_EQ(context.time_left_ms(),
              BROADSHEET_HAS(given, broadsheet_context_t, time_left_ms) ? 5 : INT64_MAX);
    EXPECT_EQ(context.interface("x") != nullptr,
              BROADSHEET_HAS(given, broadsheet_context_t, get_interface));
  });
}

broadsheet_document_t whole_document() {
  static const std::uint64_t line[2] = {0, 4};  // all that this host knows of a line
  broadsheet_document_t table{};
  table.get_table = [](const broadsheet_document_t*, std::uint32_t id) {
    static const GuardedCopy records(line, sizeof line);
    return id == BROADSHEET_TABLE_LINES ? broadsheet_array_t{records.as<void>(), 1, sizeof line, 0}
                                        : broadsheet_array_t{};
  };
  table.get_arena = [](const broadsheet_document_t*, std::uint32_t id) {
    return broadsheet_text(id == BROADSHEET_ARENA_SOURCE ? "text" : "");
  };
  table.get_string = [](const broadsheet_document_t*, std::uint32_t) {
    return broadsheet_text("string");
  };
  table.get_property = [](const broadsheet_document_t*, broadsheet_text_t) {
    return broadsheet_text("property");
  };
  table.locate = [](const broadsheet_document_t*, std::uint64_t, broadsheet_location_t* out) {
    out->line = 7;
    return broadsheet_status_t{BROADSHEET_OK};
  };
  table.get_interface = [](const broadsheet_document_t* document, const char*) -> const void* {
    return document;
  };
  return table;
}

TEST(OlderHost, DocumentWithoutLateSlotsAnswersWithDefaults) {
  for_each_cut(whole_document(), [](const broadsheet_document_t* given) {
    const auto has = [&](auto member_end) { return given->struct_size >= member_end; };
    const Document document(given);
    EXPECT_EQ(document.lines().size(), has(24U) ? 1U : 0U);
    EXPECT_EQ(document.source_text(), has(32U) ? "text" : "");
    EXPECT_EQ(document.string(1), has(40U) ? "string" : "");
    EXPECT_EQ(document.property("x"), has(48U) ? "property" : "");
    EXPECT_EQ(document.locate(0).line, has(56U) ? 7U : 0U);
    EXPECT_EQ(document.interface("x") != nullptr, has(64U));
    EXPECT_TRUE(document.labels().empty());
  });
}

TEST(OlderHost, FieldsThatARecordDoesNotHaveAreZero) {
  const broadsheet_document_t table = [] {
    auto whole = whole_document();
    whole.struct_size = sizeof whole;
    return whole;
  }();
  const Document document(&table);

  const broadsheet_line_t line = document.lines()[0];

  EXPECT_EQ(document.line_text(line), "text");
  EXPECT_EQ(line.page, 0U);
  EXPECT_EQ(line.confidence, 0.0F);
}

TEST(OlderHost, OptionsWithoutLateSlotsAreEmpty) {
  broadsheet_options_t whole{};
  whole.get_string = [](const broadsheet_options_t*, broadsheet_text_t) {
    return broadsheet_text("text");
  };
  whole.get_integer = [](const broadsheet_options_t*, broadsheet_text_t) {
    return std::int64_t{1};
  };
  whole.get_number = [](const broadsheet_options_t*, broadsheet_text_t) { return 1.0; };
  whole.get_boolean = [](const broadsheet_options_t*, broadsheet_text_t) {
    return std::uint32_t{1};
  };
  whole.get_list_count = [](const broadsheet_options_t*, broadsheet_text_t) {
    return std::uint64_t{1};
  };
  whole.get_list_item = [](const broadsheet_options_t*, broadsheet_text_t, std::uint64_t) {
    return broadsheet_text("item");
  };
  for_each_cut(whole, [](const broadsheet_options_t* given) {
    const Options options(given);
    EXPECT_EQ(options.string("x"),
              BROADSHEET_HAS(given, broadsheet_options_t, get_string) ? "text" : "");
    EXPECT_EQ(options.integer("x"), BROADSHEET_HAS(given, broadsheet_options_t, get_integer));
    EXPECT_EQ(options.number("x"), BROADSHEET_HAS(given, broadsheet_options_t, get_number));
    EXPECT_EQ(options.boolean("x"), BROADSHEET_HAS(given, broadsheet_options_t, get_boolean));
    const bool has_list = BROADSHEET_HAS(given, broadsheet_options_t, get_list_count);
    EXPECT_EQ(options.list("x").size(), has_list ? 1U : 0U);
  });
}

TEST(OlderHost, StreamsWithoutLateSlotsRefuse) {
  broadsheet_input_t input{};
  input.get_name = [](const broadsheet_input_t*) { return broadsheet_text("name"); };
  input.get_size_bytes = [](const broadsheet_input_t*) { return std::uint64_t{9}; };
  input.read_at = [](const broadsheet_input_t*, std::uint64_t, void*, std::uint64_t,
                     std::uint64_t* out_read, broadsheet_error_t*) {
    *out_read = 0;
    return broadsheet_status_t{BROADSHEET_OK};
  };
  for_each_cut(input, [](const broadsheet_input_t* given) {
    const Input wrapped(given);
    EXPECT_EQ(wrapped.name(), BROADSHEET_HAS(given, broadsheet_input_t, get_name) ? "name" : "");
    EXPECT_EQ(wrapped.size_bytes(),
              BROADSHEET_HAS(given, broadsheet_input_t, get_size_bytes) ? 9U : 0U);
    EXPECT_SLOT(given, broadsheet_input_t, read_at, wrapped.read_at(0, nullptr, 0));
  });
  broadsheet_output_t output{};
  output.write = [](broadsheet_output_t*, const void*, std::uint64_t, broadsheet_error_t*) {
    return broadsheet_status_t{BROADSHEET_OK};
  };
  for_each_cut(output, [](broadsheet_output_t* given) {
    Output wrapped(given);
    EXPECT_SLOT(given, broadsheet_output_t, write, wrapped.write("x"));
  });
}

// A function of a host that does nothing and says OK.
template <class... Arguments>
broadsheet_status_t accept(Arguments...) noexcept {
  return BROADSHEET_OK;
}

TEST(OlderHost, WritersWithoutLateSlotsRefuse) {
  broadsheet_source_writer_t source{};
  source.append_text = accept, source.add_lines = accept, source.add_encoding_runs = accept;
  source.set_origin = accept, source.set_property = accept;
  for_each_cut(source, [](broadsheet_source_writer_t* given) {
    using Table = broadsheet_source_writer_t;
    SourceWriter writer(given);
    EXPECT_SLOT(given, Table, append_text, writer.append_text(""));
    EXPECT_SLOT(given, Table, add_lines, writer.add_lines({}));
    EXPECT_SLOT(given, Table, add_encoding_runs, writer.add_encoding_runs({}));
    EXPECT_SLOT(given, Table, set_origin, writer.set_origin(0, 0));
    EXPECT_SLOT(given, Table, set_property, writer.set_property("", ""));
  });
  broadsheet_structure_writer_t structure{};
  structure.add_article = accept, structure.add_block = accept, structure.add_removal = accept;
  structure.set_property = accept;
  for_each_cut(structure, [](broadsheet_structure_writer_t* given) {
    using Table = broadsheet_structure_writer_t;
    StructureWriter writer(given);
    EXPECT_SLOT(given, Table, add_article, writer.add_article());
    EXPECT_SLOT(given, Table, add_block, writer.add_furniture({}));
    EXPECT_SLOT(given, Table, add_removal, writer.add_removal(0, 0, ""));
    EXPECT_SLOT(given, Table, set_property, writer.set_property(0, 0, "", ""));
  });
  broadsheet_annotation_writer_t annotation{};
  annotation.add_sentences = accept, annotation.add_label = accept;
  annotation.add_layer = accept, annotation.add_annotation = accept;
  for_each_cut(annotation, [](broadsheet_annotation_writer_t* given) {
    using Table = broadsheet_annotation_writer_t;
    AnnotationWriter writer(given);
    EXPECT_SLOT(given, Table, add_sentences, writer.add_sentences({}));
    EXPECT_SLOT(given, Table, add_label, writer.add_label(0, 0, "", "", 0));
    EXPECT_SLOT(given, Table, add_layer, writer.add_layer("", {}));
    EXPECT_SLOT(given, Table, add_annotation, writer.add_annotation(0, 0, 0, 0, 0, {}));
  });
}

TEST(OlderHost, HostWithoutLateSlotsAnswersWithDefaults) {
  broadsheet_host_t whole{};
  whole.get_name = [](const broadsheet_host_t*) { return broadsheet_text("name"); };
  whole.get_resource_folder = [](const broadsheet_host_t*) { return broadsheet_text("folder"); };
  whole.get_interface = [](const broadsheet_host_t* host, const char*) -> const void* {
    return host;
  };
  for_each_cut(whole, [](const broadsheet_host_t* given) {
    if (given->struct_size < 16) return;  // without host_data there is no host
    Host::table() = given;
    EXPECT_EQ(Host::name(), BROADSHEET_HAS(given, broadsheet_host_t, get_name) ? "name" : "");
    EXPECT_EQ(Host::resource_folder(),
              BROADSHEET_HAS(given, broadsheet_host_t, get_resource_folder) ? "folder" : "");
    EXPECT_EQ(Host::interface("x") != nullptr,
              BROADSHEET_HAS(given, broadsheet_host_t, get_interface));
    Host::table() = nullptr;
  });
}

TEST(OlderHost, AnErrorStructWithoutWordsIsLeftAlone) {
  const broadsheet_error_t whole = broadsheet_error_empty();
  const CutTable<broadsheet_error_t> cut(whole, 8);

  const broadsheet_status_t status = guarded(cut.get(), []() -> broadsheet_status_t {
    throw Error(BROADSHEET_BAD_INPUT, "message").at(1, 2, 3);
  });

  EXPECT_EQ(status, BROADSHEET_BAD_INPUT);
  EXPECT_EQ(cut.get()->code, BROADSHEET_OK);
}

// A compiled plugin, called with tables that end as early as its work allows.
TEST(OlderHost, ACompiledPluginWorksWithCutTables) {
  void* library = ::dlopen(BROADSHEET_TEST_PLUGINS "/zoo.so", RTLD_NOW | RTLD_LOCAL);
  ASSERT_NE(library, nullptr) << ::dlerror();
  const auto entry = reinterpret_cast<const broadsheet_plugin_t* (*)()>(
      ::dlsym(library, "broadsheet_plugin_entry"));
  const broadsheet_plugin_t* plugin = entry();
  const CutTable<broadsheet_host_t> host({}, 16);
  ASSERT_EQ(plugin->initialize(host.get(), nullptr), BROADSHEET_OK);
  const broadsheet_component_t* component = plugin->get_component(0);
  ASSERT_STREQ(component->id, "zoo_behaving");
  const CutTable<broadsheet_options_t> options({}, 16);
  broadsheet_instance_t* instance = nullptr;
  ASSERT_EQ(component->create(component, options.get(), &instance, nullptr), BROADSHEET_OK);
  const auto* cleaner = static_cast<const broadsheet_cleaner_t*>(
      component->get_interface(component, BROADSHEET_CLEANER_INTERFACE));
  const CutTable<broadsheet_context_t> context(whole_context(), 16);
  const CutTable<broadsheet_document_t> document(whole_document(),
                                                 offsetof(broadsheet_document_t, get_string));
  broadsheet_structure_writer_t writer{};
  std::vector<broadsheet_segment_spec_t> segments;
  writer.host_data = &segments;
  writer.add_article = accept;
  writer.add_block = [](broadsheet_structure_writer_t* self, std::uint32_t, std::uint32_t, float,
                        broadsheet_array_t array, std::uint32_t*, broadsheet_error_t*) {
    static_cast<std::vector<broadsheet_segment_spec_t>*>(self->host_data)
        ->push_back(record_at<broadsheet_segment_spec_t>(array, 0));
    return broadsheet_status_t{BROADSHEET_OK};
  };
  const CutTable<broadsheet_structure_writer_t> cut_writer(
      writer, offsetof(broadsheet_structure_writer_t, add_removal));

  EXPECT_EQ(cleaner->clean(instance, context.get(), document.get(), cut_writer.get(), nullptr),
            BROADSHEET_OK);

  ASSERT_EQ(segments.size(), 1U);
  EXPECT_EQ(segments[0].source_end_byte, 4U);
  instance->release(instance);
  plugin->shutdown();
  ::dlclose(library);
}

}  // namespace
}  // namespace broadsheet::testing
