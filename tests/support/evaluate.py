#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Accuracy of the pipelines on gold data, as tables.

usage: evaluate.py PROGRAM [--errors]

Runs the program on every set that is there. Structure: evaluate_structure.py. The rest is measured by the scorers in
../shared/eval, which are not part of the project: without that folder it says so and measures page structure on typeset
pages alone. Sets: sentences on ../shared/sentences, policy labels on ../shared/policy/dev.csv.
"""
import collections
import csv
import os
import pathlib
import shutil
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
        lambda cases, folder: f"{convert(program, 'sentences.yaml', cases, folder)}.jsonl", arguments,
        ROOT / "plugins" / "annotator_sentences")


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
    dev, training = rows(labels), [row for name in (data / "files.txt").read_text().split() for row in rows(data / name)]
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
    program = str(pathlib.Path(sys.argv[1]).resolve())
    print("## Page structure (configs/newspaper.yaml)\n")
    with tempfile.TemporaryDirectory() as folder:
        evaluate_structure.print_tables(program, ROOT, SHARED, folder)
    if not (SHARED / "eval").is_dir():
        sys.exit(f"evaluate: the rest skipped: the gold data and scorers are not in {SHARED}")
    print("\n## Sentences (configs/sentences.yaml)\n")
    print_sentences(program, ["--errors", "3"] if "--errors" in sys.argv else [])
    print("\n## Policy labels (../shared/policy/dev.csv)\n")
    print_policy(program)


if __name__ == "__main__":
    main()
