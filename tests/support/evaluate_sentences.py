# SPDX-License-Identifier: Apache-2.0
"""The sentence table of evaluate.py: every set of cases, annotator_sentences beside ICU's own sentence iterator.

"exact" is the share of cases cut exactly as expected, F1 that of boundaries. Cases marked "conflict" (suites that disagree
on one text) count only where all cases are said to count. The 48 golden rules stand there as 50 cases, two of them with
both answers: 0.9600 is all of them.
"""
import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile

Row = collections.namedtuple("Row", "name cases wanted")  # wanted: which cases count


def rows_of(folder):
    def without_conflicts(case):
        return "conflict" not in case

    for cases in sorted(folder.glob("*.jsonl")):
        yield Row(cases.stem, cases, without_conflicts)
        if cases.stem == "golden_en":
            yield Row("golden_en, all cases", cases, lambda case: True)
            yield Row("golden_en, golden rules", cases, lambda case: case.get("grs"))


def score(scorer, row, output, arguments):
    """The scorer's figures by name, and what it printed before them."""
    wanted = [row.wanted(json.loads(line)) for line in lines_of(row.cases)]
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for source in (row.cases, output):
            files.append(pathlib.Path(folder) / f"{len(files)}.jsonl")
            kept = [line for line, keep in zip(lines_of(source), wanted) if keep]
            files[-1].write_text("".join(line + "\n" for line in kept), encoding="utf-8")
        printed = subprocess.run([sys.executable, scorer, *files, *arguments], check=True, capture_output=True, text=True).stdout
    errors, _, figures = printed.rstrip("\n").rpartition("\n")
    return dict(re.findall(r"(\w+) ([\d.]+)", figures)), errors


def lines_of(file):
    return [line for line in pathlib.Path(file).read_text(encoding="utf-8").split("\n") if line.strip()]


def print_table(shared, peer, convert, arguments):
    """convert(cases) gives the file that the pipeline wrote for a file of cases; peer is the program icu_sentences."""
    scorer = shared / "eval" / "score_sentences.py"
    print("| set | cases | exact | F1 | exact by ICU | F1 by ICU | cases with changed text |\n|---|---|---|---|---|---|---|")
    outputs = {}
    with tempfile.TemporaryDirectory() as folder:
        for row in rows_of(shared / "sentences"):
            if row.cases not in outputs:
                by_peer = pathlib.Path(folder) / f"icu_{row.cases.name}"
                by_peer.write_bytes(subprocess.run([peer, row.cases], check=True, capture_output=True).stdout)
                outputs[row.cases] = (convert(row.cases, folder), by_peer)
            own, errors = score(scorer, row, outputs[row.cases][0], arguments)
            icu, _ = score(scorer, row, outputs[row.cases][1], [])
            mark = "" if float(own["exact"]) >= float(icu["exact"]) else " below ICU"
            print(f"| {row.name} | {own['cases']} | {own['exact']}{mark} | {own['f1']} | {icu['exact']} | {icu['f1']} | {own['text_changed']} |")
            if errors:
                print(errors)
