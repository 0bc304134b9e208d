#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Accuracy of the pipelines on gold data, as tables.

usage: evaluate.py PROGRAM [--errors]

Runs the program on every set that is there and scores it with the project's scorers in ../shared/eval, which are not part
of the project: without that folder it says so and measures nothing. Sets: structure on ../shared/seeds and ../shared/pages,
sentences on ../shared/sentences, policy labels on ../shared/policy/dev.csv.
"""
import collections
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import evaluate_sentences

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = pathlib.Path(os.environ.get("BROADSHEET_SHARED", ROOT.parent / "shared"))
STRUCTURE_FIGURES = ["paragraph_f1", "join_f1", "role_acc", "article_f1", "order", "conserved", "lines_lost"]


def convert(program, config, source, folder):
    subprocess.run([program, "run", str(ROOT / "configs" / config), str(source), "-o", folder, "--quiet"], check=True)
    return pathlib.Path(folder) / source.stem


def structure_sets():
    sets = collections.OrderedDict()
    for gold in sorted((SHARED / "seeds").glob("*.gold.json")):
        sets.setdefault("seeds", []).append((gold.name.split("_")[0], gold.with_name(gold.name.replace(".gold.json", ".txt")), gold))
    for gold in sorted((SHARED / "pages").glob("*/gold.json")):
        language = gold.parent.name.split("_")[0]
        sets.setdefault(f"pages {language}", []).append((gold.parent.name, gold.with_name("page.txt"), gold))
    return sets


def print_structure(program):
    scorer = SHARED / "eval" / "score_structure.py"
    print("| page | " + " | ".join(STRUCTURE_FIGURES) + " |\n|" + "---|" * (len(STRUCTURE_FIGURES) + 1))
    for name, pages in structure_sets().items():
        total = collections.Counter()
        for page, source, gold in pages:
            with tempfile.TemporaryDirectory() as folder:
                record = f"{convert(program, 'newspaper.yaml', source, folder)}.json"
                scored = subprocess.run([sys.executable, scorer, source, gold, record, "--json"], check=True,
                                        capture_output=True, text=True).stdout
            figures = json.loads(scored)
            total.update(figures)
            print(f"| {page} | " + " | ".join(f"{figures[f]:.3f}" for f in STRUCTURE_FIGURES) + " |")
        print(f"| **{name}, mean of {len(pages)}** | "
              + " | ".join(f"**{total[f] / len(pages):.3f}**" for f in STRUCTURE_FIGURES) + " |")


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
    if not (SHARED / "eval").is_dir():
        sys.exit(f"evaluate: skipped: the gold data and scorers are not in {SHARED}")
    program = str(pathlib.Path(sys.argv[1]).resolve())
    print("## Page structure (configs/newspaper.yaml)\n")
    print_structure(program)
    print("\n## Sentences (configs/sentences.yaml)\n")
    print_sentences(program, ["--errors", "3"] if "--errors" in sys.argv else [])
    print("\n## Policy labels by cue terms (configs/policy.yaml)\n")
    print_policy(program)


if __name__ == "__main__":
    main()
