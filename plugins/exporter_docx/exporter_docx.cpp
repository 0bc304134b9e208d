// SPDX-License-Identifier: Apache-2.0
#include "broadsheet/cpp/plugin.hpp"
#include "exporter_docx/docx_writer.h"
#include "exporter_support/xml_characters.h"

namespace broadsheet::docx {
namespace {

constexpr std::size_t kManyComments = 1000;

DocxOptions read_options(const Options& options) {
  DocxOptions read;
  const std::string comments = options.string("comments");
  read.comments = comments == "none"  ? CommentChoice::kNone
                  : comments == "all" ? CommentChoice::kAll
                                      : CommentChoice::kLow;
  read.low_score = options.number("low_score");
  read.has_contributions = options.boolean("contributions");
  read.has_provenance = options.boolean("provenance");
  read.keeps_furniture = options.string("furniture") != "drop";
  read.has_contents = options.boolean("contents");
  read.has_content_controls = options.boolean("content_controls");
  read.east_asian_font = options.string("font_east_asia");
  if (!options.string("font_latin").empty()) read.latin_font = options.string("font_latin");
  read.page_size = options.string("page_size") == "letter" ? PageSize::kLetter : PageSize::kA4;
  read.is_vertical = options.string("text_direction") == "vertical";
  return read;
}

class DocxExporter : public Exporter {
 public:
  explicit DocxExporter(const Options& options) : options_(read_options(options)) {}

  void write(const Context& context, const Document& document, Output& output) override {
    const DocxFile file = write_docx(document, options_, context);
    report(context, file);
    output.write(file.bytes);
  }

 private:
  static void report(const Context& context, const DocxFile& file) {
    exporting::report_replaced_characters(context, file.replaced_characters);
    if (file.dropped_furniture > 0) {
      context.report(BROADSHEET_NOTE, "dropped-furniture",
                     std::to_string(file.dropped_furniture) +
                         " blocks of page furniture were left out of the DOCX file",
                     "set furniture to 'keep' to have them behind the articles");
    }
    if (file.comment_count > kManyComments) {
      context.report(BROADSHEET_NOTE, "many-comments",
                     std::to_string(file.comment_count) +
                         " comments in the DOCX file; word processors may open it slowly",
                     "lower low_score, or set comments to 'none'");
    }
  }

  DocxOptions options_;
};

}  // namespace
}  // namespace broadsheet::docx

BROADSHEET_PLUGIN("exporter_docx", "1.0.0",
                  broadsheet::component<broadsheet::docx::DocxExporter>("exporter_docx",
                                                                        BROADSHEET_PARALLEL))
