// SPDX-License-Identifier: Apache-2.0
// The scan by vector instructions (MarkScan::Classify): bits for all marks, and for a few
// characters that are none. Each may be called only where the processor has its set.
#pragma once

#include <cstddef>
#include <cstdint>

namespace broadsheet::sentences {

#if defined(__x86_64__)
void classify_by_avx2(const unsigned char* text, std::size_t bytes, bool clauses,
                      std::uint64_t* words);
void classify_by_avx512(const unsigned char* text, std::size_t bytes, bool clauses,
                        std::uint64_t* words);
#elif defined(__aarch64__)
void classify_by_neon(const unsigned char* text, std::size_t bytes, bool clauses,
                      std::uint64_t* words);
#endif

}  // namespace broadsheet::sentences
