#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Accuracy of the pipelines on gold data, as tables.

usage: evaluate.py PROGRAM [--errors]

Runs the program on every set that is there. Structure is measured by `broadsheet evaluate structure`, which a test holds equal to
../shared/eval/score_structure.py; the rest by the scorers in ../shared/eval, which are not part of the project: without that
folder it says so and measures nothing. Sets: structure on ../shared/seeds and ../shared/pages,
sentences on ../shared/sentences, policy labels on ../shared/policy/dev.csv.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = pathlib.Path(os.environ.get("BROADSHEET_SHARED", ROOT.parent / "shared"))
STRUCTURE_FIGURES = ["paragraph_f1", "join_f1", "role_acc", "article_f1", "order", "conserved", "lines_lost"]


def convert(program, config, source, folder):
    subprocess.run([program, "run", str(ROOT / "configs" / config), str(source), "-o", folder, "--quiet"], check=True)
    return pathlib.Path(folder) / source.stem


def structure_pages(program, folder):
    """(page, figures) of every page with gold below the folder, as `broadsheet evaluate structure` measures them."""
    measured = subprocess.run([program, "evaluate", "structure", "--json", "--gold", folder, ROOT / "configs/newspaper.yaml"],
                              check=True, capture_output=True, text=True).stdout
    return [(page["page"], page["figures"]) for page in json.loads(measured)["pages"]]


def structure_sets(program):
    sets = {"seeds": [(page.split("_")[0], figures) for page, figures in structure_pages(program, SHARED / "seeds")]}
    for page, figures in structure_pages(program, SHARED / "pages"):
        sets.setdefault(f"pages {page.split('_')[0]}", []).append((page, figures))
    return sets


def print_structure(program):
    print("| page | " + " | ".join(STRUCTURE_FIGURES) + " |\n|" + "---|" * (len(STRUCTURE_FIGURES) + 1))
    for name, pages in structure_sets(program).items():
        for page, figures in pages:
            print(f"| {page} | " + " | ".join(f"{figures[f]:.3f}" for f in STRUCTURE_FIGURES) + " |")
        means = [sum(figures[f] for _, figures in pages) / len(pages) for f in STRUCTURE_FIGURES]
        print(f"| **{name}, mean of {len(pages)}** | " + " | ".join(f"**{mean:.3f}**" for mean in means) + " |")


def print_sentences(program, arguments):
    scorer = SHARED / "eval" / "score_sentences.py"
    for cases in sorted((SHARED / "sentences").glob("*.jsonl")):
        with tempfile.TemporaryDirectory() as folder:
            output = f"{convert(program, 'sentences.yaml', cases, folder)}.jsonl"
            scored = subprocess.run([sys.executable, scorer, cases, output, *arguments], check=True, capture_output=True, text=True)
        print(f"{cases.stem:24} {scored.stdout.strip()}")


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
