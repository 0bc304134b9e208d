// SPDX-License-Identifier: Apache-2.0
#include "tei_header.h"

#include <array>
#include <string>
#include <string_view>

#include "exporter_support/dates.h"
#include "exporter_support/roles.h"

namespace broadsheet::exporting {
namespace {

class HeaderWriter {
 public:
  HeaderWriter(const Document& document, const TeiOptions& options, const LabelIds& labels,
               XmlWriter& xml)
      : document_(document), options_(options), labels_(labels), xml_(xml) {}

  void write() {
    xml_.open("teiHeader");
    xml_.open("fileDesc");
    write_title();
    write_publication();
    write_source();
    xml_.close();
    write_encoding();
    write_profile();
    write_revision();
    xml_.close();
  }

 private:
  /// The newspaper's title, or else the file's name.
  std::string_view title() const {
    const std::string_view given = document_.property("title");
    if (!given.empty()) return given;
    const std::string_view path = document_.property("source.path");
    const std::string_view name = path.substr(path.find_last_of('/') + 1);  // npos + 1 is 0
    return name.empty() ? "Newspaper page" : name;
  }

  void write_title() {
    xml_.open("titleStmt").element("title", title());
    xml_.open("respStmt").element("resp", "conversion");
    xml_.open_inline("name").attribute("ref", "#broadsheet").text("Broadsheet").close();
    xml_.close().close();
  }

  void write_publication() {
    xml_.open("publicationStmt");
    if (options_.publisher.empty()) {
      xml_.element("p", "Converted from the source named below; not published otherwise.");
    } else {
      xml_.element("publisher", options_.publisher);
      write_number("local", document_.property("id"));
    }
    xml_.close();
  }

  void write_number(const char* type, std::string_view number) {
    if (number.empty()) return;
    xml_.open_inline("idno").attribute("type", type).text(number).close();
  }

  void write_source() {
    xml_.open("sourceDesc").open("bibl").attribute("type", "newspaper");
    xml_.open_inline("title").attribute("level", "j").text(title()).close();
    const std::string_view date = document_.property("date");
    if (!date.empty()) {
      xml_.open_inline("date");
      write_when(w3c_date_of(date));
      xml_.text(date).close();
    }
    write_pages();
    write_number("local", document_.property("id"));
    write_number("path", document_.property("source.path"));
    write_number("sha256", document_.property("source.sha256"));
    xml_.close().close();
  }

  /// TEI's dates are XML Schema's, which wants seconds where there is a time; the day is enough
  /// here.
  void write_when(std::string_view date) {
    if (!date.empty()) xml_.attribute("when", date.substr(0, 10));
  }

  void write_pages() {
    const Records<broadsheet_line_t>& lines = document_.lines();
    if (lines.empty()) return;
    const std::uint32_t first = lines[0].page;
    const std::uint32_t last = lines[lines.size() - 1].page;
    xml_.open_inline("biblScope")
        .attribute("unit", "page")
        .attribute("from", first)
        .attribute("to", last);
    xml_.text(std::to_string(first));
    if (last != first) xml_.text("-").text(std::to_string(last));
    xml_.close();
  }

  void write_encoding() {
    xml_.open("encodingDesc").open("appInfo");
    const std::string_view host = options_.host;
    const std::size_t space = host.find_last_of(' ');
    const std::string_view version =
        space == std::string_view::npos ? std::string_view() : host.substr(space + 1);
    xml_.open("application").attribute("xml:id", "broadsheet").attribute("ident", "broadsheet");
    xml_.attribute("version", tei_version(version)).element("label", host);
    const std::string_view pipeline = document_.property("pipeline.name");
    if (!pipeline.empty()) {
      xml_.element("p", std::string("pipeline ").append(pipeline));
      xml_.element("p",
                   std::string("fingerprint ").append(document_.property("pipeline.fingerprint")));
    }
    xml_.close();
    std::size_t number = 0;
    for (const broadsheet_stage_t stage : document_.stages()) write_plugin(stage, ++number);
    xml_.close();
    write_taxonomies();
    xml_.close();
  }

  void write_plugin(const broadsheet_stage_t& stage, std::size_t number) {
    const std::string_view component = document_.string(stage.component);
    const std::string_view version = document_.string(stage.version);
    xml_.open("application")
        .attribute("xml:id", std::string("plugin.").append(std::to_string(number)));
    xml_.attribute("ident", tei_ident(component));
    xml_.attribute("version", tei_version(version));
    xml_.element("label", std::string(component).append(" ").append(version));
    const std::string_view sha256 = document_.string(stage.sha256);
    if (!sha256.empty()) xml_.element("p", std::string("sha256 ").append(sha256));
    xml_.close();
  }

  void write_taxonomies() {
    std::array<bool, BROADSHEET_ROLE_COUNT> is_used{};
    bool is_any_used = false;
    for (const broadsheet_block_t block : document_.blocks()) {
      const bool is_known = block.role < BROADSHEET_ROLE_COUNT;
      is_used[is_known ? block.role : std::uint32_t{BROADSHEET_ROLE_PARAGRAPH}] = is_any_used =
          true;
    }
    if (!is_any_used && labels_.schemes().empty()) return;
    xml_.open("classDecl");
    if (is_any_used) write_role_taxonomy(is_used);
    for (const LabelIds::Scheme& scheme : labels_.schemes()) {
      xml_.open("taxonomy").attribute("n", document_.string(scheme.name));
      xml_.element("desc", document_.string(scheme.name));
      for (const LabelIds::Label& label : scheme.labels) {
        xml_.open("category").attribute("xml:id", label.id);
        xml_.element("catDesc", document_.string(label.name)).close();
      }
      xml_.close();
    }
    xml_.close();
  }

  void write_role_taxonomy(const std::array<bool, BROADSHEET_ROLE_COUNT>& is_used) {
    xml_.open("taxonomy")
        .attribute("xml:id", "roles")
        .element("desc", "what a block of the page is");
    for (std::uint32_t role = 0; role < BROADSHEET_ROLE_COUNT; ++role) {
      if (!is_used[role]) continue;
      xml_.open("category").attribute("xml:id", std::string("role.").append(role_name(role)));
      xml_.element("catDesc", role_name(role)).close();
    }
    xml_.close();
  }

  void write_profile() {
    const std::string_view language = document_.property("language");
    if (!is_language_tag(language)) return;
    xml_.open("profileDesc").open("langUsage");
    xml_.open_inline("language").attribute("ident", language).text(language).close();
    xml_.close().close();
  }

  void write_revision() {
    const std::string date = w3c_date_of(document_.property("run.date"));
    if (date.empty()) return;
    xml_.open("revisionDesc").open_inline("change");
    write_when(date);
    xml_.attribute("who", "#broadsheet").text("exported").close().close();
  }

  const Document& document_;
  const TeiOptions& options_;
  const LabelIds& labels_;
  XmlWriter& xml_;
};

}  // namespace

void write_tei_header(const Document& document, const TeiOptions& options, const LabelIds& labels,
                      XmlWriter& xml) {
  HeaderWriter(document, options, labels, xml).write();
}

}  // namespace broadsheet::exporting
