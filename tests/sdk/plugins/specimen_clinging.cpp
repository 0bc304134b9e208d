// SPDX-License-Identifier: Apache-2.0
// The specimen, built without plugin.map and with what keeps a library mapped for ever: a symbol
// that is unique in the process. It shows that the unloading test can fail.
#include "broadsheet/cpp/plugin.hpp"

template <class Type>
struct Unique {
  static Type value;
};
template <class Type>
Type Unique<Type>::value = 7;

class Specimen : public broadsheet::Annotator {
 public:
  explicit Specimen(const broadsheet::Options&) {}
  void annotate(const broadsheet::Context& context, const broadsheet::Document&,
                broadsheet::AnnotationWriter&) override {
    context.add_metric("specimen.build", ++Unique<int>::value);
  }
};

BROADSHEET_PLUGIN("specimen", "1.0.0",
                  broadsheet::component<Specimen>("specimen", BROADSHEET_PARALLEL))
