// SPDX-License-Identifier: Apache-2.0
// A model that another plugin supplies to annotator_policy, found through the host, and the
// annotator's own model taken through the same interface.
#include <gtest/gtest.h>

#include <filesystem>

#include "program_run.h"

namespace broadsheet::testing {
namespace {

const std::string kSource = BROADSHEET_SOURCE_DIR;

std::string config_with(const std::string& options) {
  return "read:\n  - use: reader_text\nstages:\n  - use: cleaner_plain\n"
         "  - use: annotator_sentences\n  - use: annotator_policy\n    options: { " +
         options + " }\nwrite:\n  - use: exporter_json\n";
}

const std::string kMinutes =
    "taxonomy: '" + kSource + "/configs/taxonomies/council_minutes.yaml', evidence: true";

struct Labels {
  std::size_t count = 0;
  std::string text;  // one a line, those of the domain left out
};

Labels labels_of(const std::string& json) {
  Labels labels;
  rapidjson::Document record;
  record.Parse(json.c_str(), json.size());
  for (const auto& article : record["articles"].GetArray()) {
    for (const auto& block : article["blocks"].GetArray()) {
      if (!block.HasMember("sentences")) continue;
      for (const auto& sentence : block["sentences"].GetArray()) {
        if (!sentence.HasMember("labels")) continue;
        for (const auto& label : sentence["labels"].GetArray()) {
          const std::string scheme = label["scheme"].GetString();
          if (scheme.ends_with(".domain")) continue;
          double sum = 0;
          for (const auto& part : label["contributions"].GetArray()) sum += part.GetDouble();
          EXPECT_NEAR(sum, label["score"].GetDouble(), 1e-6) << scheme;
          labels.text += sentence["text"].GetString() + (" " + scheme) + " " +
                         label["label"].GetString() + " " +
                         std::to_string(label["score"].GetDouble()) + " of " +
                         std::to_string(label["contributions"].Size()) + " parts\n";
          ++labels.count;
        }
      }
    }
  }
  return labels;
}

TEST(SentenceModel, OfAnotherPluginTakesThePlaceOfTheBuiltInOne) {
  PipelineRun run;
  run.add_page("page.txt", "The committee met.\n");

  run.run(config_with(kMinutes + ", model_component: model_supplier"));

  ASSERT_EQ(run.end.exit_code, 0) << run.end.standard_error;
  const Labels labels = labels_of(run.output("page.json"));
  EXPECT_GE(labels.count, 1U) << run.output("page.json");
  EXPECT_NE(labels.text.find(" 0.750000 of 2 parts"), std::string::npos) << labels.text;
  EXPECT_NE(run.output("page.json").find("\"contributions\":[0.5,0.25]"), std::string::npos)
      << run.output("page.json");
}

TEST(SentenceModel, OfAnotherPluginIsCheckedAndBlamed) {
  PipelineRun run;
  run.add_page("bad.txt", "!Not a probability.\n");
  run.add_page("good.txt", "Good.\n");

  run.run(config_with(kMinutes + ", model_component: model_supplier"));

  EXPECT_EQ(run.end.exit_code, 1);
  EXPECT_NE(run.end.standard_error.find("the model of 'model_supplier' gave a score that is not "
                                        "between 0 and 1"),
            std::string::npos)
      << run.end.standard_error;
  EXPECT_EQ(run.output_names().count("good.json"), 1U);
}

TEST(SentenceModel, ThatCannotServeIsToldBeforeTheRun) {
  for (const auto& [component, words] :
       {std::pair{"nobody", "no installed plugin has a component 'nobody'"},
        std::pair{"c_annotator",
                  "'c_annotator' has no interface 'org.broadsheet.sentence_model/1'"},
        std::pair{"model_supplier, model: /no/such", "model_supplier has no files"},
        // The curve that a target is read off belongs to a model of `train policy`.
        std::pair{"model_supplier, target_precision: 0.9",
                  "'target_precision' needs a model of 'broadsheet train policy'"}}) {
    PipelineRun run;
    run.add_page("page.txt", "One.\n");

    run.run(config_with(kMinutes + ", model_component: " + component));

    EXPECT_EQ(run.end.exit_code, 2);
    EXPECT_NE(run.end.standard_error.find(words), std::string::npos) << run.end.standard_error;
  }
}

TEST(SentenceModel, OfTheAnnotatorIsTheSameThroughTheInterface) {
  const std::string model = BROADSHEET_PLUGINS "/annotator_policy/innovation_policy.model";
  if (!std::filesystem::exists(model)) GTEST_SKIP() << "this build has no bundled model";
  const std::string page =
      "市里设立了专项资金，支持企业建设中试平台。会议强调，要完善人才评价。到2030年，研发投入强度达"
      "到3%。\n\n"
      "如何打通“最后一公里”？对首次投保的企业给予税收优惠。\n";
  PipelineRun own, through;
  own.add_page("page.txt", page);
  through.add_page("page.txt", page);

  own.run(config_with("evidence: true"));
  through.run(config_with("model_component: annotator_policy, model: '" + model + "'"));

  ASSERT_EQ(own.end.exit_code, 0) << own.end.standard_error;
  ASSERT_EQ(through.end.exit_code, 0) << through.end.standard_error;
  const Labels labels = labels_of(own.output("page.json"));
  EXPECT_GE(labels.count, 8U);
  EXPECT_EQ(labels_of(through.output("page.json")).text, labels.text);
}

}  // namespace
}  // namespace broadsheet::testing
