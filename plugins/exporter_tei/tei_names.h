// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_TEI_TEI_NAMES_H_
#define BROADSHEET_EXPORTER_TEI_TEI_NAMES_H_

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "broadsheet/cpp/document.hpp"

namespace broadsheet::exporting {

/// True for what xml:lang and language/@ident may be: "zh-Hans", "en", "de-1996".
bool is_language_tag(std::string_view text);

/// The longest beginning of a version that application/@version may be: "1.0.0-rc1" gives "1.0.0";
/// else "0".
std::string tei_version(std::string_view version);

/// A name for application/@ident: characters that a name cannot have become '_'.
std::string tei_ident(std::string_view text);

/// DTABf's newspaper type of an article by the section it stands in: "jFinancialNews" for 财经 or
/// Business; "jArticle" where nothing more is known.
std::string_view article_subtype(std::string_view section);

/// The xml:ids of the labels that a document uses, scheme by scheme in order of appearance. An id
/// says what it stands for (label.policy.topic.science) where that is a name and not taken; else it
/// is label.<number>.
class LabelIds {
 public:
  explicit LabelIds(const Document& document);

  struct Label {
    std::uint32_t name;  // string id
    std::string id;
  };
  struct Scheme {
    std::uint32_t name;  // string id
    std::vector<Label> labels;
  };
  const std::vector<Scheme>& schemes() const { return schemes_; }
  /// The id of a label of the document.
  const std::string& id_of(const broadsheet_label_t& label) const;

 private:
  std::string make_id(const Document& document, const broadsheet_label_t& label);

  std::vector<Scheme> schemes_;
  std::map<std::uint32_t, std::size_t> scheme_places_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::string> ids_;  // of scheme and label
  std::set<std::string> taken_;
};

}  // namespace broadsheet::exporting

#endif
