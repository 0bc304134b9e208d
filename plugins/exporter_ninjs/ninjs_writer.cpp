// SPDX-License-Identifier: Apache-2.0
#include "ninjs_writer.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "broadsheet/cpp/text.hpp"
#include "exporter_support/article_parts.h"
#include "exporter_support/dates.h"
#include "exporter_support/document_index.h"
#include "exporter_support/json_stream.h"
#include "exporter_support/label_summary.h"
#include "exporter_support/layer_notes.h"
#include "exporter_support/opc_properties.h"
#include "exporter_support/uuid.h"

namespace broadsheet::exporting {
namespace {

bool is_body(std::uint32_t role) {
  return role != BROADSHEET_ROLE_KICKER && role != BROADSHEET_ROLE_HEADLINE &&
         role != BROADSHEET_ROLE_DECK && role != BROADSHEET_ROLE_BYLINE;
}

std::string_view headline_role(std::uint32_t role) {
  if (role == BROADSHEET_ROLE_HEADLINE) return "main";
  return role == BROADSHEET_ROLE_KICKER ? "kicker" : "deck";
}

std::string escaped(std::string_view text) {
  std::string html;
  for (const char c : text) {
    if (c == '&') {
      html += "&amp;";
    } else if (c == '<') {
      html += "&lt;";
    } else if (c == '>') {
      html += "&gt;";
    } else if (c == '\r') {
      html += "&#13;";
    } else {
      html += c;
    }
  }
  return html;
}

struct HtmlElement {
  std::string_view before;
  std::string_view behind;
};

HtmlElement html_of(std::uint32_t role) {
  switch (role) {
    case BROADSHEET_ROLE_HEADING:
      return {"<h2>", "</h2>"};
    case BROADSHEET_ROLE_QUESTION:
      return {"<p><strong>", "</strong></p>"};
    case BROADSHEET_ROLE_LIST_ITEM:
      return {"<ul><li>", "</li></ul>"};
    case BROADSHEET_ROLE_PULL_QUOTE:
      return {"<blockquote>", "</blockquote>"};
    case BROADSHEET_ROLE_CAPTION:
      return {"<figure><figcaption>", "</figcaption></figure>"};
    case BROADSHEET_ROLE_EDITOR_NOTE:
    case BROADSHEET_ROLE_AUTHOR_NOTE:
    case BROADSHEET_ROLE_CREDIT:
      return {"<p><em>", "</em></p>"};
    default:
      return {"<p>", "</p>"};
  }
}

class NinjsWriter {
 public:
  NinjsWriter(const Context& context, const Document& document, const NinjsOptions& options,
              ByteSink& sink)
      : context_(context),
        document_(document),
        options_(options),
        blocks_(document.blocks()),
        index_(document),
        json_(sink, 2) {}

  void write() {
    const std::size_t count = document_.articles().size();
    json_.begin_object();
    if (count == 1) {
      write_article(0, true);
    } else {
      write_package(count);
    }
    json_.end_object();
  }

 private:
  /// A URN of the source's hash and the article, so that a second export is the same item.
  std::string uri_of(std::string_view part) const {
    std::string name(document_.property("source.sha256"));
    name.append("#").append(document_.property("id")).append("#").append(part);
    return "urn:uuid:" + uuid_of_name(name);
  }

  void write_standard() {
    json_.key("standard").begin_object();
    json_.member("name", "ninjs").member("version", "3.1");
    json_.member("schema", "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json").end_object();
  }

  /// A date-time as the format wants it; empty where the date is not known to the day.
  std::string date_time_of(std::string date) const {
    if (date.find('T') != std::string::npos) {
      const bool has_zone = date.back() == 'Z' || date.find_last_of("+-") > date.find('T');
      return has_zone ? date : date + options_.time_zone;
    }
    constexpr std::size_t kDayBytes = 10;
    return date.size() == kDayBytes ? date + "T00:00:00" + options_.time_zone : "";
  }

  void write_common(std::string_view part, const std::string& type, const std::string& date,
                    bool is_outermost) {
    json_.member("uri", uri_of(part));
    if (is_outermost) write_standard();
    json_.member("type", type).member("representationType", "full").member("version", "1");
    json_.member_if_any("contentCreated", date_time_of(date));
    json_.member_if_any("versionCreated", date_time_of(deterministic_date(document_)));
    json_.member("pubStatus", "usable");
    json_.member_if_any("language", document_.property("language"));
  }

  void write_package(std::size_t count) {
    write_common("document", "composite", w3c_date_of(document_.property("date")), true);
    json_.member("title", title_of(document_));
    write_source();
    LabelSummary labels(index_);
    labels.add(BROADSHEET_TARGET_DOCUMENT, 0);
    write_subjects(labels);
    json_.key("associations").begin_array();
    for (std::size_t article = 0; article < count; ++article) {
      context_.stop_if_cancelled();
      const std::string_view headline = headline_of(index_, article);
      json_.begin_object();
      json_.member("name",
                   headline.empty() ? std::string_view(index_.article_id(article)) : headline);
      json_.member("rel", "article");
      write_article(article, false);
      json_.end_object();
    }
    json_.end_array();
  }

  void write_article(std::size_t article, bool is_outermost) {
    const BlockSpan span = blocks_of(document_, document_.articles()[article]);
    write_common(index_.article_id(article), "text", date_of(index_, article), is_outermost);
    json_.member_if_any("title", headline_of(index_, article));
    json_.member_if_any("by", byline_of(index_, article));
    if (is_outermost) write_source();
    LabelSummary labels(index_);
    labels.add_article(article);
    write_subjects(labels);
    write_headlines(span);
    write_bodies(span);
    json_.key("altIds").begin_array().begin_leaf().begin_object();
    json_.member("role", "broadsheet").member("value", index_.article_id(article));
    json_.end_object().end_leaf().end_array();
  }

  void write_source() {
    const std::string_view own = document_.property("publication");
    const std::string_view name = own.empty() ? std::string_view(options_.publication) : own;
    if (name.empty()) return;
    json_.key("infoSources").begin_array().begin_leaf().begin_object();
    json_.member("name", name).member("role", "publisher").end_object().end_leaf().end_array();
  }

  void write_headlines(const BlockSpan& span) {
    json_.key("headlines").begin_array();
    for (std::size_t block = span.first; block < span.last; ++block) {
      const std::uint32_t role = blocks_[block].role;
      if (is_body(role) || role == BROADSHEET_ROLE_BYLINE) continue;
      json_.begin_leaf().begin_object().member("role", headline_role(role));
      json_.member("contentType", "text/plain");
      json_.member("value", document_.block_text(blocks_[block])).end_object().end_leaf();
    }
    json_.end_array();
  }

  void write_bodies(const BlockSpan& span) {
    json_.key("bodies").begin_array();
    const std::size_t characters = count_characters(span);
    begin_body("text/plain", characters);
    bool is_empty = true;
    for_each_body_block(span, [&](std::uint32_t, std::string_view text) {
      if (!is_empty) json_.text("\n\n");
      json_.text(text);
      is_empty = is_empty && text.empty();
    });
    end_body();
    if (options_.has_html) {
      begin_body("text/html", characters);
      for_each_body_block(span, [&](std::uint32_t role, std::string_view text) {
        const HtmlElement element = html_of(role);
        json_.text(element.before).text(escaped(text)).text(element.behind).text("\n");
      });
      end_body();
    }
    json_.end_array();
  }

  template <class Visit>
  void for_each_body_block(const BlockSpan& span, Visit&& visit) const {
    for (std::size_t block = span.first; block < span.last; ++block) {
      context_.stop_if_cancelled();
      const std::uint32_t role = blocks_[block].role;
      if (is_body(role)) visit(role, document_.block_text(blocks_[block]));
    }
  }

  /// Of the plain body.
  std::size_t count_characters(const BlockSpan& span) const {
    std::size_t count = 0;
    for_each_body_block(span, [&](std::uint32_t, std::string_view text) {
      count += (count > 0 ? 2 : 0) + count_code_points(text);
    });
    return count;
  }

  void begin_body(std::string_view type, std::size_t characters) {
    json_.begin_object().member("role", "main").member("contentType", type);
    json_.member("charCount", characters).key("value").begin_text();
  }
  void end_body() { json_.end_text().end_object(); }

  void write_subjects(const LabelSummary& labels) {
    if (labels.entries().empty()) return;
    json_.key("subjects").begin_array();
    for (const broadsheet_label_t& label : labels.entries()) write_subject(label);
    json_.end_array();
  }

  void write_subject(const broadsheet_label_t& label) {
    std::string literal(document_.string(label.scheme));
    literal.append(":").append(document_.string(label.label));
    json_.begin_leaf().begin_object().member("name", document_.string(label.label));
    json_.member("literal", literal);
    if (label.stage < document_.stages().size())
      json_.member("creator", document_.string(document_.stages()[label.stage].component));
    const double score = std::isfinite(label.score) ? std::clamp(label.score, 0.0, 1.0) : 0.0;
    json_.member("confidence", std::lround(score * 100)).end_object().end_leaf();
  }

  const Context& context_;
  const Document& document_;
  const NinjsOptions& options_;
  const Records<broadsheet_block_t> blocks_;
  const DocumentIndex index_;
  JsonStream json_;
};

}  // namespace

bool is_time_zone(std::string_view text) {
  if (text == "Z") return true;
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return false;
  return is_w3c_date(std::string("2000-01-01T00:00:00").append(text));
}

void write_ninjs(const Context& context, const Document& document, const NinjsOptions& options,
                 ByteSink& sink) {
  NinjsWriter(context, document, options, sink).write();
  report_left_out_layers(context, document, "ninjs has no place for them; exporter_json has");
  sink.put('\n');
}

}  // namespace broadsheet::exporting
