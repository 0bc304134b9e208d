# SPDX-License-Identifier: Apache-2.0
"""Tables of page structure: each page and set, and what each part of cleaner_newspaper is worth.

Measured by `broadsheet evaluate structure`, which a test holds equal to ../shared/eval/score_structure.py. Sets: the pages of
../shared where they are, and pages that tests/support/typeset makes now from a third of the project's own articles, which
the weights of cleaner_newspaper were not fitted on.
"""
import json
import subprocess
import sys

FIGURES = ["paragraph_f1", "join_f1", "role_acc", "article_f1", "order", "conserved", "lines_lost"]
PARTS = ["second_round", "blank_lines", "cut_pages", "column_joins", "dictionary", "quotations", "kinship", "section_order"]
TYPESET_PAGES = {"zh": 120, "en": 60}
TYPESET_SEED = 99  # never fitted on
KINDS_OF_PAGES = {"typeset": [], "boxes": ["--boxes"]}  # of typeset pages: as they were fitted on, and with boxes


def measure(program, root, folder, settings=()):
    """(page, figures) of every page with gold below the folder."""
    arguments = [item for setting in settings for item in ("--set", setting)]
    measured = subprocess.run([program, "evaluate", "structure", "--json", "--gold", folder, root / "configs/newspaper.yaml",
                               *arguments], check=True, capture_output=True, text=True).stdout
    return [(page["page"], page["figures"]) for page in json.loads(measured)["pages"]]


def typeset(root, folder):
    source = root / "tests/support/typeset"
    for kind, arguments in KINDS_OF_PAGES.items():
        for language, pages in TYPESET_PAGES.items():
            subprocess.run([sys.executable, source / "typeset_pages.py", source / "articles", f"{folder}/{kind}", "--pages", str(pages),
                            "--seed", str(TYPESET_SEED), "--language", language, "--part", "held-out", *arguments], check=True)


def sets_of(program, root, shared, typeset_folder, settings=()):
    sets = {}
    if (shared / "seeds").is_dir():
        sets["seeds"] = [(page.split("_")[0], figures) for page, figures in measure(program, root, shared / "seeds", settings)]
        for page, figures in measure(program, root, shared / "pages", settings):
            sets.setdefault(f"pages {page.split('_')[0]}", []).append((page, figures))
    for kind in KINDS_OF_PAGES:
        for page, figures in measure(program, root, f"{typeset_folder}/{kind}", settings):
            sets.setdefault(f"{kind} {page.split('_')[0]}", []).append((page, figures))
    return sets


def row(name, values):
    return f"| {name} | " + " | ".join(f"{value:.3f}" for value in values) + " |"


def means_of(pages):
    return [sum(figures[f] for _, figures in pages) / len(pages) for f in FIGURES]


def print_tables(program, root, shared, typeset_folder):
    typeset(root, typeset_folder)
    header = " | ".join(FIGURES) + " |\n|" + "---|" * (len(FIGURES) + 1)
    whole = sets_of(program, root, shared, typeset_folder)
    print("| page | " + header)
    for name, pages in whole.items():
        for page, figures in pages if name.split()[0] not in KINDS_OF_PAGES else []:
            print(row(page, [figures[f] for f in FIGURES]))
        print(row(f"**{name}, mean of {len(pages)}**", means_of(pages)))
    print("\n### Without a part of the method (means)\n\n| set | without | " + header.replace("|---|", "|---|---|", 1))
    for name, pages in whole.items():
        print(row(f"{name} | nothing", means_of(pages)))
    for part in PARTS:
        setting = f"stages.cleaner_newspaper.options.without=[{part}]"
        for name, pages in sets_of(program, root, shared, typeset_folder, [setting]).items():
            print(row(f"{name} | {part}", means_of(pages)))
