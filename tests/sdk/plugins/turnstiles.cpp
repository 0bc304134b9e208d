// SPDX-License-Identifier: Apache-2.0
// Annotators that notice when two calls meet, in one instance or in all of them, and put it into
// the run's metrics (concurrency_test.cpp).
#include <atomic>
#include <chrono>
#include <string>
#include <thread>

#include "broadsheet/cpp/plugin.hpp"

namespace {

// Counts who is inside; says whether somebody else was already.
class Turnstile {
 public:
  bool enter() { return inside_.fetch_add(1) > 0; }
  void leave() { inside_.fetch_sub(1); }

 private:
  std::atomic<int> inside_{0};
};

Turnstile one_at_a_time;  // shared by both components that bear one call per process
Turnstile by_instance;
Turnstile in_parallel;

class Gate : public broadsheet::Annotator {
 public:
  Gate(std::string name, Turnstile& everybody) : name_(std::move(name)), everybody_(everybody) {}
  Gate(Gate&& other) noexcept : name_(std::move(other.name_)), everybody_(other.everybody_) {}

  void annotate(const broadsheet::Context& context, const broadsheet::Document&,
                broadsheet::AnnotationWriter&) override {
    const bool has_met_any = everybody_.enter();
    const bool has_met_here = mine_.enter();
    std::this_thread::sleep_for(std::chrono::milliseconds(3));
    mine_.leave();
    everybody_.leave();
    context.add_metric(name_ + ".calls", 1);
    context.add_metric(name_ + ".met_in_process", has_met_any ? 1 : 0);
    context.add_metric(name_ + ".met_in_instance", has_met_here ? 1 : 0);
  }

 private:
  std::string name_;
  Turnstile& everybody_;
  Turnstile mine_;
};

struct ProcessGate : Gate {
  explicit ProcessGate(const broadsheet::Options&) : Gate("process", one_at_a_time) {}
};
struct TwinGate : Gate {
  explicit TwinGate(const broadsheet::Options&) : Gate("twin", one_at_a_time) {}
};
struct InstanceGate : Gate {
  explicit InstanceGate(const broadsheet::Options&) : Gate("instance", by_instance) {}
};
struct ParallelGate : Gate {
  explicit ParallelGate(const broadsheet::Options&) : Gate("parallel", in_parallel) {}
};

}  // namespace

BROADSHEET_PLUGIN(
    "turnstiles", "1.0.0",
    broadsheet::component<ProcessGate>("turnstile_process", BROADSHEET_ONE_CALL_PER_PROCESS),
    broadsheet::component<TwinGate>("turnstile_twin", BROADSHEET_ONE_CALL_PER_PROCESS),
    broadsheet::component<InstanceGate>("turnstile_instance", BROADSHEET_ONE_CALL_PER_INSTANCE),
    broadsheet::component<ParallelGate>("turnstile_parallel", BROADSHEET_PARALLEL))
