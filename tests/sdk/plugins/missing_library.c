/* SPDX-License-Identifier: Apache-2.0 */
/* A library that specimen_needing is linked with and that no test can find at run time. */
int missing_library_answer(void);
int missing_library_answer(void) { return 42; }
