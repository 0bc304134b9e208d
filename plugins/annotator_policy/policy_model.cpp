// SPDX-License-Identifier: Apache-2.0
#include "policy_model.h"

#include <fcntl.h>
#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdio>
#include <cstring>

#include "broadsheet/cpp/error.hpp"

namespace broadsheet::policy {
namespace {

constexpr std::string_view kMagic = "broadsheet policy model 3\n";
constexpr std::size_t kAlignment = 64;
constexpr std::uint64_t kLargestCapacity = std::uint64_t{1} << 28U;
constexpr std::uint32_t kMostLabels = 4096;
constexpr std::uint32_t kMostEntries = 1U << 20U;  // of a list in the head

std::size_t aligned(std::size_t at) { return (at + kAlignment - 1) / kAlignment * kAlignment; }

[[noreturn]] void refuse(const std::string& name, const std::string& why) {
  throw Error(BROADSHEET_BAD_INPUT, "'" + name + "' is no model that this version reads: " + why,
              "train it anew: broadsheet train policy --help");
}

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

void write(Writer& json, const char* key, const std::string& value) {
  json.Key(key);
  json.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
}

// As hexadecimal floating point: exact, and the same on every machine.
void write_number(Writer& json, double value) {
  char text[40];
  std::snprintf(text, sizeof text, "%a", value);
  json.String(text);
}

void write(Writer& json, const char* key, double value) {
  json.Key(key);
  write_number(json, value);
}

std::string head_json(const ModelHead& head) {
  rapidjson::StringBuffer buffer;
  Writer json(buffer);
  json.StartObject();
  write(json, "taxonomy", head.taxonomy_id);
  write(json, "version", head.taxonomy_version);
  write(json, "hash", head.taxonomy_hash);
  json.Key("longest_gram");
  json.Int(head.longest_gram);
  write(json, "unfamiliar_below", head.unfamiliar_below);
  json.Key("rows");
  json.Uint(head.row_count);
  json.Key("capacity");
  json.Uint64(head.capacity);
  json.Key("stride");
  json.Uint(head.stride);
  json.Key("labels");
  json.StartArray();
  for (const LabelParameters& label : head.labels) {
    json.StartObject();
    write(json, "facet", label.facet);
    write(json, "label", label.label);
    json.Key("source");
    json.Int(static_cast<int>(label.source));
    write(json, "scale", label.scale);
    write(json, "bias", label.bias);
    write(json, "slope", label.slope);
    write(json, "cue_slope", label.cue_slope);
    write(json, "offset", label.offset);
    write(json, "threshold", label.threshold);
    json.Key("support");
    json.Uint(label.support);
    json.EndObject();
  }
  json.EndArray();
  json.Key("facets");
  json.StartArray();
  for (const FacetParameters& facet : head.facets) {
    json.StartObject();
    write(json, "id", facet.id);
    write(json, "temperature", facet.temperature);
    json.Key("quiet_beside");
    json.StartArray();
    for (const std::uint32_t label : facet.quiet_beside) json.Uint(label);
    json.EndArray();
    json.Key("stack");
    json.StartArray();
    for (const double weight : facet.stack.weights) write_number(json, weight);
    json.EndArray();
    json.Key("curve");
    json.StartArray();
    for (const CurvePoint& point : facet.curve) {
      json.StartObject();
      write(json, "score", point.score);
      write(json, "precision", point.precision);
      write(json, "coverage", point.coverage);
      json.EndObject();
    }
    json.EndArray();
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
  return {buffer.GetString(), buffer.GetSize()};
}

// Reads members of a JSON object; anything missing or of another type refuses the file.
struct Fields {
  const rapidjson::Value& object;
  const std::string& name;

  const rapidjson::Value& at(const char* key) const {
    if (!object.IsObject()) refuse(name, "its head is damaged");
    const auto member = object.FindMember(key);
    if (member == object.MemberEnd()) refuse(name, "its head has no '" + std::string(key) + "'");
    return member->value;
  }
  std::string text(const char* key) const {
    const rapidjson::Value& value = at(key);
    if (!value.IsString()) refuse(name, "its head is damaged at '" + std::string(key) + "'");
    return {value.GetString(), value.GetStringLength()};
  }
  double number(const char* key) const { return number_of(at(key), key); }
  double number_of(const rapidjson::Value& value, const char* key) const {
    const double number = value.IsString() ? std::strtod(value.GetString(), nullptr) : NAN;
    if (!std::isfinite(number)) refuse(name, "its head is damaged at '" + std::string(key) + "'");
    return number;
  }
  std::uint64_t whole(const char* key) const {
    const rapidjson::Value& value = at(key);
    if (!value.IsUint64()) refuse(name, "its head is damaged at '" + std::string(key) + "'");
    return value.GetUint64();
  }
  const rapidjson::Value& list(const char* key) const {
    const rapidjson::Value& value = at(key);
    if (!value.IsArray() || value.Size() > kMostEntries)
      refuse(name, "its head is damaged at '" + std::string(key) + "'");
    return value;
  }
};

LabelParameters label_of(const Fields& fields) {
  LabelParameters label;
  label.facet = fields.text("facet");
  label.label = fields.text("label");
  const std::uint64_t source = fields.whole("source");
  if (source > 2) refuse(fields.name, "it has a label of an unknown source");
  label.source = static_cast<LabelSource>(source);
  label.scale = fields.number("scale");
  label.bias = fields.number("bias");
  label.slope = fields.number("slope");
  label.cue_slope = fields.number("cue_slope");
  label.offset = fields.number("offset");
  label.threshold = fields.number("threshold");
  label.support = static_cast<std::uint32_t>(fields.whole("support"));
  return label;
}

FacetParameters facet_of(const Fields& fields, const std::vector<LabelParameters>& labels) {
  FacetParameters facet;
  facet.id = fields.text("id");
  facet.temperature = fields.number("temperature");
  for (const rapidjson::Value& label : fields.list("quiet_beside").GetArray()) {
    if (!label.IsUint() || label.GetUint() >= labels.size())
      refuse(fields.name, "its head is damaged at 'quiet_beside'");
    facet.quiet_beside.push_back(label.GetUint());
  }
  facet.stack.labels = static_cast<std::size_t>(
      std::count_if(labels.begin(), labels.end(),
                    [&](const LabelParameters& label) { return label.facet == facet.id; }));
  const rapidjson::Value& stack = fields.list("stack");
  const std::size_t expected = facet.stack.labels * NeighbourStack::columns_for(facet.stack.labels);
  if (stack.Size() != 0 && stack.Size() != expected)
    refuse(fields.name, "its head is damaged at 'stack'");
  for (const rapidjson::Value& weight : stack.GetArray())
    facet.stack.weights.push_back(fields.number_of(weight, "stack"));
  for (const rapidjson::Value& point : fields.list("curve").GetArray()) {
    const Fields at{point, fields.name};
    facet.curve.push_back({at.number("score"), at.number("precision"), at.number("coverage")});
  }
  return facet;
}

ModelHead parse_head(std::string_view text, const std::string& name) {
  rapidjson::Document json;
  json.Parse<rapidjson::kParseIterativeFlag>(text.data(), text.size());
  if (json.HasParseError()) refuse(name, "its head is damaged");
  const Fields fields{json, name};
  ModelHead head;
  head.taxonomy_id = fields.text("taxonomy");
  head.taxonomy_version = fields.text("version");
  head.taxonomy_hash = fields.text("hash");
  head.longest_gram = static_cast<int>(std::min<std::uint64_t>(3, fields.whole("longest_gram")));
  head.unfamiliar_below = fields.number("unfamiliar_below");
  head.row_count = static_cast<std::uint32_t>(fields.whole("rows"));
  head.capacity = fields.whole("capacity");
  head.stride = static_cast<std::uint32_t>(fields.whole("stride"));
  for (const rapidjson::Value& label : fields.list("labels").GetArray())
    head.labels.push_back(label_of({label, name}));
  for (const rapidjson::Value& facet : fields.list("facets").GetArray())
    head.facets.push_back(facet_of({facet, name}, head.labels));
  const bool is_sound = std::has_single_bit(head.capacity) && head.capacity <= kLargestCapacity &&
                        head.labels.size() <= kMostLabels && head.row_count < head.capacity &&
                        head.stride % 8 == 0 && head.stride <= kMostLabels + 8 &&
                        head.stride >= head.labels.size();
  if (!is_sound) refuse(name, "its tables have impossible sizes");
  return head;
}

}  // namespace

const char* to_word(LabelSource source) {
  switch (source) {
    case LabelSource::kCues:
      return "cues";
    case LabelSource::kCuesAndModel:
      return "cues+model";
    case LabelSource::kModel:
      return "model";
  }
  return "";
}

double gram_share(std::size_t grams, bool is_single) {
  constexpr double kUsual = 80;  // n-grams of a sentence of usual length
  constexpr double kExponent = 0.5;
  if (grams == 0) return 0;
  const auto count = static_cast<double>(grams);
  return is_single ? 1 / std::sqrt(count)
                   : std::pow(kUsual, kExponent - 0.5) / std::pow(count, kExponent);
}

std::string hash_of(const Taxonomy& taxonomy) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;  // FNV-1a over all texts, each ended by a zero
  const auto add = [&](std::string_view text) {
    for (const char byte : text)
      hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001B3ULL;
    hash *= 0x100000001B3ULL;
  };
  for (const Facet& facet : taxonomy.facets) {
    add(facet.id);
    add(facet.mode == FacetMode::kSingle ? "single" : "multi");
    for (const LabelDefinition& label : facet.labels) {
      add(label.id);
      for (const Cue& cue : label.cues) add(cue.term + " " + std::to_string(cue.weight));
      for (const std::string& block : label.blocks) add("-" + block);
    }
  }
  char text[20];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(hash));
  return text;
}

std::string write_model(ModelHead head, const std::vector<std::uint64_t>& keys,
                        const std::vector<std::int16_t>& weights) {
  head.row_count = static_cast<std::uint32_t>(keys.size());
  head.capacity = std::bit_ceil(std::max<std::uint64_t>(16, keys.size() * 2));
  std::vector<PolicyModel::Slot> slots(head.capacity, {0, PolicyModel::kNoRow});
  for (std::uint32_t row = 0; row < keys.size(); ++row) {
    std::uint64_t slot = keys[row] & (head.capacity - 1);
    while (slots[slot].row != PolicyModel::kNoRow) slot = (slot + 1) & (head.capacity - 1);
    slots[slot] = {static_cast<std::uint32_t>(keys[row] >> 32U), row};
  }
  const std::string text = head_json(head);
  const std::uint64_t head_bytes = text.size();
  std::string bytes(kMagic);
  bytes.append(reinterpret_cast<const char*>(&head_bytes), sizeof head_bytes).append(text);
  bytes.resize(aligned(bytes.size()), '\0');
  bytes.append(reinterpret_cast<const char*>(slots.data()), slots.size() * sizeof slots[0]);
  bytes.append(reinterpret_cast<const char*>(weights.data()), weights.size() * 2);
  return bytes;
}

void PolicyModel::read(const char* bytes, std::size_t size, const std::string& name) {
  std::uint64_t head_bytes = 0;
  const std::size_t start = kMagic.size() + sizeof head_bytes;
  if (size < start || std::string_view(bytes, kMagic.size()) != kMagic)
    refuse(name,
           "it does not begin with '" + std::string(kMagic.substr(0, kMagic.size() - 1)) + "'");
  std::memcpy(&head_bytes, bytes + kMagic.size(), sizeof head_bytes);
  if (head_bytes > size - start) refuse(name, "it is cut short");
  head_ = parse_head({bytes + start, head_bytes}, name);
  const std::size_t tables = aligned(start + head_bytes);
  const std::size_t expected =
      tables + head_.capacity * sizeof(Slot) + std::size_t{head_.row_count} * head_.stride * 2;
  if (size != expected) {
    refuse(name, "expected " + std::to_string(expected) + " bytes, found " + std::to_string(size));
  }
  slots_ = reinterpret_cast<const Slot*>(bytes + tables);
  weights_ = reinterpret_cast<const std::int16_t*>(bytes + tables + head_.capacity * sizeof(Slot));
  mask_ = head_.capacity - 1;
  std::uint64_t used = 0;
  for (std::uint64_t slot = 0; slot < head_.capacity; ++slot) {
    if (slots_[slot].row == kNoRow) continue;
    if (slots_[slot].row >= head_.row_count) refuse(name, "its table of features is damaged");
    ++used;
  }
  if (used != head_.row_count) refuse(name, "its table of features is damaged");
}

std::unique_ptr<const PolicyModel> PolicyModel::open(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat status {};
  if (file < 0 || ::fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) {
    if (file >= 0) ::close(file);
    throw Error(BROADSHEET_NOT_FOUND, "cannot read the model '" + path + "'",
                "name a file that 'broadsheet train policy' wrote");
  }
  std::unique_ptr<PolicyModel> model(new PolicyModel);
  model->mapping_bytes_ = static_cast<std::size_t>(status.st_size);
  void* mapping = model->mapping_bytes_ == 0
                      ? MAP_FAILED
                      : ::mmap(nullptr, model->mapping_bytes_, PROT_READ, MAP_PRIVATE, file, 0);
  ::close(file);
  if (mapping == MAP_FAILED) refuse(path, "it is empty, or cannot be mapped");
  model->mapping_ = mapping;
  model->read(static_cast<const char*>(mapping), model->mapping_bytes_, path);
  return model;
}

std::unique_ptr<const PolicyModel> PolicyModel::from_bytes(std::string bytes) {
  std::unique_ptr<PolicyModel> model(new PolicyModel);
  model->owned_ = std::move(bytes);
  model->read(model->owned_.data(), model->owned_.size(), "model in memory");
  return model;
}

PolicyModel::~PolicyModel() {
  if (mapping_ != nullptr) ::munmap(mapping_, mapping_bytes_);
}

std::string PolicyModel::check_against(const Taxonomy& taxonomy) const {
  std::size_t at = 0;
  std::string fault;
  for (const Facet& facet : taxonomy.facets) {
    for (const LabelDefinition& label : facet.labels) {
      const bool is_same = at < head_.labels.size() && head_.labels[at].facet == facet.id &&
                           head_.labels[at].label == label.id;
      if (!is_same && fault.empty()) {
        fault =
            "label '" + facet.id + "." + label.id + "' of the taxonomy" +
            (at < head_.labels.size() ? " stands where the model has '" + head_.labels[at].facet +
                                            "." + head_.labels[at].label + "'"
                                      : " is not in the model");
      }
      ++at;
    }
  }
  if (fault.empty() && head_.facets.size() != taxonomy.facets.size())
    fault = "it has another number of facets";
  if (fault.empty() && at < head_.labels.size())
    fault = "label '" + head_.labels[at].label + "' of the model is not in the taxonomy";
  if (!fault.empty()) {
    throw Error(
        BROADSHEET_INVALID_ARGUMENT,
        "the model was trained for taxonomy '" + head_.taxonomy_id + "' " + head_.taxonomy_version +
            ", not for '" + taxonomy.id + "' " + taxonomy.version + ": " + fault,
        "train a model for this taxonomy, or use the taxonomy's cue terms alone (no 'model')");
  }
  if (head_.taxonomy_hash == hash_of(taxonomy)) return {};
  return "the taxonomy's cue terms have changed since the model was trained; train it anew to make "
         "use of them";
}

}  // namespace broadsheet::policy
