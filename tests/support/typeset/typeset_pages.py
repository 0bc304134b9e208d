#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Typesets newspaper pages from articles and extracts their text with the habits of real extractions, with gold.

usage: typeset_pages.py ARTICLES... OUT --pages N [--seed S] [--language zh|en] [--part first|second|held-out] [--boxes]

ARTICLES: JSON files {"lang", "blocks": [{"role", "text"}]} in reading order, or folders of them; --part takes a third of
them. Writes OUT/NAME.txt, OUT/NAME.gold.json (the gold format of page structure) and OUT/NAME.meta.json (what
was drawn, see habits.py). --boxes: with boxes, key points and introductions, and what looks like them (boxes.py). The same arguments give the same bytes. A page is laid out in points (layout.py), its lines set in
real widths (typesetting.py, faces.py); half of the pages pdftotext extracts from a PDF (extraction.py), the others are the
frames' lines with empty lines between them.
"""
import argparse
import json
import pathlib
import random

from box_page import BoxPage
from boxes import load_wording
from page import Page

PARTS = ["first", "second", "held-out"]  # of the articles


def load_articles(paths, part):
    files = []
    for path in map(pathlib.Path, paths):
        files += sorted(path.glob("*.json")) if path.is_dir() else [path]
    articles = [{"name": f.stem, **json.loads(f.read_text(encoding="utf-8"))} for f in files]
    if part:
        by_language = {}
        for article in articles:
            by_language.setdefault(article["lang"], []).append(article)
        articles = [a for own in by_language.values() for a in own[PARTS.index(part)::len(PARTS)]]
    return articles


def typeset(seed, make_page):
    """The first page of the seed's whose extraction kept the lines of different blocks apart."""
    for attempt in range(20):
        page = make_page(f"{seed}/{attempt}")
        result = page.extract()
        if result:
            return page, result
    raise SystemExit(f"typeset_pages: error: no page of seed {seed} could be read back")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", metavar="ARTICLES... OUT")
    parser.add_argument("--pages", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--language", choices=["zh", "en"], default="zh")
    parser.add_argument("--part", choices=PARTS)
    parser.add_argument("--boxes", action="store_true")
    given = parser.parse_args()
    *sources, out = given.paths
    articles = [a for a in load_articles(sources, given.part) if a["lang"] == given.language]
    if len(articles) < 4:
        parser.error(f"expected at least 4 articles in {given.language}, found {len(articles)}")
    wording = load_wording(given.language, (PARTS.index(given.part), len(PARTS)) if given.part else None) if given.boxes else None
    out = pathlib.Path(out)
    out.mkdir(parents=True, exist_ok=True)
    for number in range(given.pages):
        seed = f"{given.language}/{given.seed}/{number}"
        chosen = random.Random("articles/" + seed)
        own = chosen.sample(articles, chosen.choice([2, 3, 3, 3, 4]))

        def make_page(page_seed, own=own):
            return BoxPage(own, given.language, page_seed, articles, wording) if given.boxes else Page(own, given.language, page_seed)

        page, (text, gold) = typeset(seed, make_page)
        name = f"{given.language}_{given.seed:02}_{number:04}"
        (out / f"{name}.txt").write_text(text, encoding="utf-8")
        (out / f"{name}.gold.json").write_text(json.dumps({"source": f"{name}.txt", **gold}, ensure_ascii=False), encoding="utf-8")
        habits = {k: sorted(v) if isinstance(v, set) else v for k, v in vars(page.habits).items()}
        (out / f"{name}.meta.json").write_text(json.dumps(habits) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
