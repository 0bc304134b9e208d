// SPDX-License-Identifier: Apache-2.0
// A YAML document as a tree of nodes with places.
//
// Problem: yaml-cpp's own nodes forget where a key stands, take the first of two equal keys, and
// recurse as deep as the file says; aliases in aliases make a small file huge.
// Approach: take the parser's events. Nodes that aliases share are shared here too; each node
// knows its size with aliases followed, and a document above the bound is refused before anybody
// walks it. The handler throws at the nesting bound, before the parser recurses further.
// Example: "a: &x [1, 2]\nb: *x" has four nodes beside its root and size 7.
// Source: YAML 1.2.2; the "billion laughs" of XML (2003).
// Tested by yaml_tree_test.cpp, hostile_config_test.cpp and the cases bad-yaml-*.case.

#include "config/yaml_tree.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <sstream>
#include <unordered_map>
#include <utility>

#include "config/yaml_words.h"

namespace broadsheet::config {
namespace {

using diagnostics::DiagnosticList;
using diagnostics::quote;
using diagnostics::Severity;
using diagnostics::SourceText;

constexpr std::size_t kMaxDepth = 32;
constexpr std::uint64_t kMaxSize = 100'000;

// Ends the parse; the reason has been reported.
struct ParseStopped {};

// Builds the tree from the parser's events.
class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(const SourceText& source, bool is_override, YamlTree& tree,
              DiagnosticList& diagnostics)
      : source_(source), is_override_(is_override), tree_(tree), diagnostics_(diagnostics) {}

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (document_count_++ == 0) return;
    report(diagnostics_, place(offset_of(mark), 0), "yaml-second-document",
           "a second YAML document begins here, expected one",
           "take the line '---' out, or put the second document into a file of its own");
    throw ParseStopped();
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    YamlNode& node = add_node(YamlKind::null, anchor);
    node.place = null_place(source_.text(), offset_of(mark));
    attach(node);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    YamlNode* target = anchor < anchors_.size() ? anchors_[anchor] : nullptr;
    const Place alias = token_place(source_.text(), offset_of(mark), "", false);
    if (target == nullptr || target->is_open) {
      stop(alias, "yaml-alias", "this alias stands within the value that it repeats",
           "write the value out here");
    }
    attach(*target);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    YamlNode& node = add_node(YamlKind::scalar, anchor);
    node.text = value;
    node.is_quoted = tag == "!";
    node.place = token_place(source_.text(), offset_of(mark), value, node.is_quoted);
    refuse_tag(mark, tag);
    if (node.is_quoted && node.place.length_bytes == 0) {
      stop({node.place.source, node.place.begin_byte, 1, is_override_}, "yaml-open-quote",
           "the text that begins here has no closing quote",
           "close it with the quote it began with");
    }
    attach(node);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    open(YamlKind::sequence, mark, tag, anchor, style);
  }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override {
    open(YamlKind::mapping, mark, tag, anchor, style);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapEnd() override { close(); }

  // The innermost list or mapping in brackets that is not closed; nullptr if there is none.
  const YamlNode* open_bracket() const {
    for (auto frame = frames_.rbegin(); frame != frames_.rend(); ++frame) {
      if (frame->is_flow) return frame->node;
    }
    return nullptr;
  }

  std::size_t end_of_last_token() const { return end_of_last_token_; }

 private:
  // A list or mapping whose children are being read.
  struct Frame {
    YamlNode* node = nullptr;
    bool is_flow = false;
    const YamlNode* key = nullptr;  // of a mapping: the key that waits for its value
    std::unordered_map<std::string, std::size_t> positions;  // of a mapping's keys in its entries
    std::vector<const YamlNode*> merged;                     // values of '<<'
  };

  static std::size_t offset_of(const YAML::Mark& mark) {
    return mark.pos > 0 ? static_cast<std::size_t>(mark.pos) : 0;
  }

  Place place(std::size_t begin, std::size_t length) const {
    return {&source_, begin, length, is_override_};
  }
  Place token_place(std::string_view text, std::size_t begin, std::string_view value,
                    bool is_quoted) {
    const TokenExtent token = token_extent(text, begin, value, is_quoted);
    end_of_last_token_ = std::max(end_of_last_token_, token.begin_byte + token.length_bytes);
    return place(token.begin_byte, token.length_bytes);
  }
  Place null_place(std::string_view text, std::size_t begin) const {
    if (begin < text.size() &&
        (text[begin] == '~' || text.substr(begin, 1) == "n" || text.substr(begin, 1) == "N")) {
      return place(begin, text[begin] == '~' ? 1 : 4);
    }
    const std::size_t before = text.find_last_not_of(" \t\r\n", begin == 0 ? 0 : begin - 1);
    return place(before == std::string_view::npos ? 0 : before, 0);
  }

  [[noreturn]] void stop(const Place& at, const char* code, const char* message, const char* help) {
    report(diagnostics_, at, code, message, help);
    throw ParseStopped();
  }

  void refuse_tag(const YAML::Mark& mark, const std::string& tag) {
    if (tag.empty() || tag == "?" || tag == "!") return;
    report(diagnostics_, place(offset_of(mark), 1), "yaml-tag",
           "tags such as '!name' are not part of the config language",
           "take the tag out; a value's type comes from the option that it is given to");
  }

  YamlNode& add_node(YamlKind kind, YAML::anchor_t anchor) {
    YamlNode& node = tree_.nodes.emplace_back();
    node.kind = kind;
    if (anchor > 0) {
      if (anchors_.size() <= anchor) anchors_.resize(anchor + 1);
      anchors_[anchor] = &node;
    }
    return node;
  }

  void open(YamlKind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
            YAML::EmitterStyle::value style) {
    YamlNode& node = add_node(kind, anchor);
    const bool is_flow = style == YAML::EmitterStyle::Flow;
    node.place = token_place(source_.text(), offset_of(mark), is_flow ? "[" : "", false);
    node.is_open = true;
    refuse_tag(mark, tag);
    if (frames_.size() >= kMaxDepth) {
      stop(node.place, "yaml-too-deep", "lists and mappings stand in one another more than 32 deep",
           "no config needs more than 6; is this the right file?");
    }
    frames_.push_back({&node, is_flow, nullptr, {}, {}});
  }

  void close() {
    YamlNode& node = *frames_.back().node;
    merge(frames_.back());
    node.is_open = false;
    frames_.pop_back();
    attach(node);
  }

  void attach(YamlNode& node) {
    if (frames_.empty()) {
      tree_.root = &node;
      return;
    }
    Frame& frame = frames_.back();
    if (frame.node->kind == YamlKind::sequence) {
      grow(frame, node);
      frame.node->items.push_back(&node);
    } else if (frame.key == nullptr) {
      frame.key = &node;
      node.is_key = true;
    } else {
      grow(frame, node);
      add_entry(frame, *std::exchange(frame.key, nullptr), node);
    }
  }

  void grow(Frame& frame, const YamlNode& child) {
    frame.node->size += child.size;
    if (frame.node->size > kMaxSize) {
      stop(frame.node->place, "yaml-too-large",
           "this has more than 100000 values once its aliases are followed",
           "take aliases of aliases out");
    }
  }

  void add_entry(Frame& frame, const YamlNode& key, const YamlNode& value) {
    if (key.kind != YamlKind::scalar) {
      report(diagnostics_, key.place, "yaml-key", "expected a name as key, found " + in_words(key),
             "write 'name: value'; a text with brackets stands in quotes");
      return;
    }
    if (key.text == "<<" && !key.is_quoted) {
      frame.merged.push_back(&value);
      return;
    }
    const auto [position, is_new] = frame.positions.emplace(key.text, frame.node->entries.size());
    if (is_new) {
      frame.node->entries.push_back({key.text, key.place, &value});
      return;
    }
    report(diagnostics_, key.place, "yaml-duplicate-key",
           "key " + quote(key.text) + " stands twice in this mapping",
           "keep one of the two; nothing says which is meant");
    report(diagnostics_, frame.node->entries[position->second].key_place, "yaml-duplicate-key",
           "the first " + quote(key.text) + " is here", {}, Severity::note);
  }

  // Keys of '<<: *base' that the mapping does not have itself.
  void merge(Frame& frame) {
    for (const YamlNode* value : frame.merged) {
      if (value->kind == YamlKind::sequence) {
        for (const YamlNode* item : value->items) merge_from(frame, *item);
      } else {
        merge_from(frame, *value);
      }
    }
  }

  void merge_from(Frame& frame, const YamlNode& base) {
    if (base.kind != YamlKind::mapping) {
      report(diagnostics_, base.place, "yaml-merge",
             "expected a mapping for '<<', found " + in_words(base),
             "write '<<: *NAME', where &NAME stands before a mapping");
      return;
    }
    for (const YamlEntry& entry : base.entries) {
      grow(frame, *entry.value);
      if (frame.positions.emplace(entry.key, frame.node->entries.size()).second) {
        frame.node->entries.push_back(entry);
      }
    }
  }

  const SourceText& source_;
  const bool is_override_;
  YamlTree& tree_;
  DiagnosticList& diagnostics_;
  std::vector<Frame> frames_;
  std::vector<YamlNode*> anchors_;  // by yaml-cpp's number
  int document_count_ = 0;
  std::size_t end_of_last_token_ = 0;
};

void report_syntax_error(const YAML::Exception& error, const TreeBuilder& builder,
                         const SourceText& source, bool is_override, DiagnosticList& diagnostics) {
  SyntaxError syntax;
  syntax.parser_words = error.msg;
  syntax.offset_byte = error.mark.pos > 0 ? static_cast<std::size_t>(error.mark.pos) : 0;
  syntax.after_last_token = builder.end_of_last_token();
  if (const YamlNode* bracket = builder.open_bracket()) {
    syntax.open_bracket_byte = bracket->place.begin_byte;
  }
  const SyntaxWords words = explain_syntax_error(source.text(), syntax);
  report(diagnostics, {&source, words.begin_byte, words.length_bytes, is_override}, "yaml-syntax",
         words.message, words.help);
}

}  // namespace

diagnostics::Location locate(const Place& place) {
  diagnostics::Location location = place.source->locate(place.begin_byte, place.length_bytes);
  if (place.is_override) location.line = 0;
  return location;
}

void report(DiagnosticList& diagnostics, const Place& place, std::string code, std::string message,
            std::string help, Severity severity) {
  diagnostics::Diagnostic diagnostic;
  diagnostic.severity = severity;
  if (diagnostics.is_full()) {
    diagnostics.add(std::move(diagnostic));
    return;
  }
  diagnostic.code = std::move(code);
  diagnostic.message = std::move(message);
  diagnostic.help = std::move(help);
  diagnostic.location = place.source->locate(place.begin_byte, place.length_bytes);
  place.source->excerpt(diagnostic);
  if (place.is_override) diagnostic.location.line = 0;
  diagnostics.add(std::move(diagnostic));
}

const YamlEntry* YamlNode::find(std::string_view key) const {
  const auto found = std::find_if(entries.begin(), entries.end(),
                                  [&](const YamlEntry& entry) { return entry.key == key; });
  return found == entries.end() ? nullptr : &*found;
}

std::string in_words(const YamlNode& node) {
  switch (node.kind) {
    case YamlKind::null:
      return "nothing";
    case YamlKind::sequence:
      return "a list";
    case YamlKind::mapping:
      return "a mapping";
    case YamlKind::scalar:
      break;
  }
  return quote(node.text);
}

std::unique_ptr<YamlTree> parse_yaml(const SourceText& source, DiagnosticList& diagnostics,
                                     bool is_override) {
  auto tree = std::make_unique<YamlTree>();
  TreeBuilder builder(source, is_override, *tree, diagnostics);
  try {
    std::istringstream stream{std::string(source.text())};
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const ParseStopped&) {
    tree->root = nullptr;
  } catch (const YAML::Exception& error) {
    report_syntax_error(error, builder, source, is_override, diagnostics);
    tree->root = nullptr;
  }
  return tree;
}

}  // namespace broadsheet::config
