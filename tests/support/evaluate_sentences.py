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


def boundaries(sentences):
    """{offset in non-space characters: the text before it} of all boundaries within the text."""
    found, before = {}, ""
    for sentence in sentences:
        before += sentence.rstrip() + " "
        found[len("".join(before.split()))] = before.rstrip()
    found.pop(len("".join(before.split())), None)
    return found


def is_ambiguous(before, abbreviations):
    """Whether the text ends in a full stop behind an initial, a number, or a word with or for which an abbreviation stands."""
    word = re.search(r"(\S+)\.[”’\"')\]»]*$", before)
    if not word:
        return False
    word = word.group(1).strip("(“\"'‘[«„")
    return len(word) == 1 or "." in word or word[-1:].isdigit() or word.lower() in abbreviations


def abbreviations_of(plugin):
    kinds = ("title:", "number:", "never:", "end:", "time:", "degree:", "unit:", "place:", "month:")
    words = set()
    for line in [line for file in sorted(plugin.glob("languages/*.txt")) for line in lines_of(file)]:
        words.update(line.lower().split()[1:] if line.startswith(kinds) else [])
    return words


def print_ambiguous_stops(outputs, plugin):
    """What a perfect model for ambiguous stops could gain: the wrong boundaries at such stops beside all of them."""
    abbreviations = abbreviations_of(plugin)
    stops = wrong = wrong_at_stops = cases_won = cases = 0
    for cases_file, output in outputs.items():
        for case, found in zip(lines_of(cases_file), lines_of(output)):
            case, found = json.loads(case), json.loads(found)
            if "conflict" in case:
                continue
            blocks = [block for article in found["articles"] for block in article["blocks"]] + found["furniture"]
            cut = boundaries([s["text"] for b in blocks for s in b.get("sentences", [])])
            expected = boundaries(case["sentences"])
            differing = {at: text for at, text in {**cut, **expected}.items() if (at in cut) != (at in expected)}
            ambiguous = [at for at, text in differing.items() if is_ambiguous(text, abbreviations)]
            stops += sum(is_ambiguous(text, abbreviations) for text in {**cut, **expected}.values())
            wrong += len(differing)
            wrong_at_stops += len(ambiguous)
            cases += 1
            cases_won += 0 < len(differing) == len(ambiguous)
    print(f"\nWrong boundaries of all sets: {wrong}; of these {wrong_at_stops} stand at an ambiguous stop (behind an abbreviation of any language, "
          f"an initial, a number), of {stops} boundaries there. Judging all of them right would make {cases_won} of {cases} cases more exact.")


def print_table(shared, peer, convert, arguments, plugin):
    """convert(cases) gives the file that the pipeline wrote for a file of cases; peer is the program icu_sentences; plugin is the folder of
    annotator_sentences."""
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
        print_ambiguous_stops({cases: own for cases, (own, _) in outputs.items()}, plugin)
