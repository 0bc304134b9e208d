#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Accuracy of the pipelines on gold data, as tables.

usage: evaluate.py PROGRAM [--errors]

Runs the program on every set that is there. Structure is measured by `broadsheet evaluate structure`, which a test holds equal to
../shared/eval/score_structure.py; the rest by the scorers in ../shared/eval, which are not part of the project: without that
folder it says so and measures nothing. Sets: structure on ../shared/seeds and ../shared/pages,
sentences on ../shared/sentences, policy labels on ../shared/policy/dev.csv.
"""
import collections
import csv
import json
import os
import pathlib
import shutil
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


def fasttext_labels(facet, training, labels):
    """Predictions of fastText for one facet, trained on the same sentences: one process, so the same every time."""
    def words(text):
        return " ".join(text.replace(" ", ""))
    with tempfile.TemporaryDirectory() as folder:
        model, data = pathlib.Path(folder) / "model", pathlib.Path(folder) / "train.txt"
        with data.open("w", encoding="utf-8") as out:
            for row in training:
                given = [label for label in row[facet].split("|") if label] or ["none"]
                out.write(" ".join(f"__label__{label}" for label in given) + " " + words(row["text"]) + "\n")
        loss = "softmax" if facet == "function" else "ova"
        subprocess.run(["fasttext", "supervised", "-input", data, "-output", model, "-wordNgrams", "2", "-epoch", "50", "-lr", "0.5",
                        "-dim", "50", "-minCount", "2", "-loss", loss, "-thread", "1", "-verbose", "0"], check=True, capture_output=True)
        text = "\n".join(words(row["text"]) for row in labels) + "\n"
        count, threshold = ("1", "0") if facet == "function" else ("5", "0.5")
        said = subprocess.run(["fasttext", "predict", f"{model}.bin", "-", count, threshold], input=text, check=True,
                              capture_output=True, text=True).stdout
    return [{label.removeprefix("__label__") for label in line.split()} - {"none"} for line in said.splitlines()]


def policy_figures(rows, predictions):
    """Accuracy and macro-F1 of function, micro-F1 of instrument and topic, from sets of labels a row."""
    def f1(pairs):
        right = sum(len(g & p) for g, p in pairs)
        return 2 * right / max(1, sum(len(g) + len(p) for g, p in pairs))
    gold = {facet: [set(filter(None, row[facet].split("|"))) for row in rows] for facet in predictions}
    function = list(zip(gold["function"], predictions["function"]))
    present = set().union(*gold["function"])
    macro = sum(f1([(g & {label}, p & {label}) for g, p in function]) for label in present) / len(present)
    return [sum(g == p for g, p in function) / len(rows), macro,
            *(f1(list(zip(gold[facet], predictions[facet]))) for facet in ("instrument", "topic"))]


def pipeline_policy(program, labels, *overrides):
    scorer = SHARED / "eval" / "score_policy.py"
    with tempfile.TemporaryDirectory() as folder:
        documents = pathlib.Path(folder) / "dev.jsonl"
        documents.write_text(subprocess.run([sys.executable, scorer, "make", labels], check=True, capture_output=True,
                                            text=True).stdout, encoding="utf-8")
        subprocess.run([program, "run", str(ROOT / "configs/policy.yaml"), str(documents), "-o", folder + "/out", "--quiet",
                        *overrides], check=True)
        scored = subprocess.run([sys.executable, scorer, "score", labels, folder + "/out/dev.jsonl"], check=True,
                                capture_output=True, text=True).stdout.split()
    figures = dict(zip(scored[::2], scored[1::2]))
    return [float(figures[name]) for name in ("function_acc", "function_macro_f1", "instrument_micro_f1", "topic_micro_f1")]


def print_policy(program):
    labels, data = SHARED / "policy" / "dev.csv", ROOT / "plugins/annotator_policy/training"
    def rows(path):
        with open(path, encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    table = [("configs/policy.yaml: cue terms and model", pipeline_policy(program, labels)),
             ("cue terms alone", pipeline_policy(program, labels, "--set", "stages.annotator_policy.options.cues_only=true"))]
    dev, training = rows(labels), [row for path in sorted(data.glob("*.csv")) for row in rows(path)]
    facets = ("function", "instrument", "topic")
    if shutil.which("fasttext"):
        table.append(("fastText, same training sentences",
                      policy_figures(dev, {facet: fasttext_labels(facet, training, dev) for facet in facets})))
    def most_frequent(facet):
        counts = collections.Counter(label for row in training for label in row[facet].split("|") if label)
        return {counts.most_common(1)[0][0]}
    table.append(("most frequent label of the training sentences",
                  policy_figures(dev, {facet: [most_frequent(facet)] * len(dev) for facet in facets})))
    print("| | function accuracy | function macro-F1 | instrument micro-F1 | topic micro-F1 |\n|---|---|---|---|---|")
    for name, figures in table:
        print(f"| {name} | " + " | ".join(f"{figure:.3f}" for figure in figures) + " |")
    resources = pathlib.Path(program).parents[1] / "plugins/annotator_policy"
    print("\nBy article, with intervals (broadsheet evaluate policy):\n", flush=True)
    subprocess.run([program, "evaluate", "policy", "--taxonomy", str(resources / "innovation_policy.yaml"), "--model",
                    str(resources / "innovation_policy.model"), "--data", str(labels)], check=True)


def main():
    if not (SHARED / "eval").is_dir():
        sys.exit(f"evaluate: skipped: the gold data and scorers are not in {SHARED}")
    program = str(pathlib.Path(sys.argv[1]).resolve())
    print("## Page structure (configs/newspaper.yaml)\n")
    print_structure(program)
    print("\n## Sentences (configs/sentences.yaml)\n")
    print_sentences(program, ["--errors", "3"] if "--errors" in sys.argv else [])
    print("\n## Policy labels (../shared/policy/dev.csv)\n")
    print_policy(program)


if __name__ == "__main__":
    main()
