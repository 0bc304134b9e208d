#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Accuracy of the pipelines on gold data, as tables.

usage: evaluate.py PROGRAM [--errors]

Runs the program on every set that is there. Structure: evaluate_structure.py. The rest is measured by the scorers in
../shared/eval, which are not part of the project: without that folder it says so and measures page structure on typeset
pages alone. Sets: sentences on ../shared/sentences, policy labels on ../shared/policy/dev.csv.
"""
import os
import pathlib
import subprocess
import sys
import tempfile

import evaluate_sentences
import evaluate_structure

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = pathlib.Path(os.environ.get("BROADSHEET_SHARED", ROOT.parent / "shared"))


def convert(program, config, source, folder):
    subprocess.run([program, "run", str(ROOT / "configs" / config), str(source), "-o", folder, "--quiet"], check=True)
    return pathlib.Path(folder) / source.stem


def print_sentences(program, arguments):
    evaluate_sentences.print_table(
        SHARED, pathlib.Path(program).with_name("icu_sentences"),
        lambda cases, folder: f"{convert(program, 'sentences.yaml', cases, folder)}.jsonl", arguments)


def print_policy(program):
    scorer, labels = SHARED / "eval" / "score_policy.py", SHARED / "policy" / "dev.csv"
    with tempfile.TemporaryDirectory() as folder:
        documents = pathlib.Path(folder) / "dev.jsonl"
        documents.write_text(subprocess.run([sys.executable, scorer, "make", labels], check=True, capture_output=True,
                                            text=True).stdout, encoding="utf-8")
        output = f"{convert(program, 'policy.yaml', documents, folder + '/out')}.jsonl"
        print(subprocess.run([sys.executable, scorer, "score", labels, output], check=True, capture_output=True,
                             text=True).stdout.strip())


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    print("## Page structure (configs/newspaper.yaml)\n")
    with tempfile.TemporaryDirectory() as folder:
        evaluate_structure.print_tables(program, ROOT, SHARED, folder)
    if not (SHARED / "eval").is_dir():
        sys.exit(f"evaluate: the rest skipped: the gold data and scorers are not in {SHARED}")
    print("\n## Sentences (configs/sentences.yaml)\n")
    print_sentences(program, ["--errors", "3"] if "--errors" in sys.argv else [])
    print("\n## Policy labels by cue terms (configs/policy.yaml)\n")
    print_policy(program)


if __name__ == "__main__":
    main()
