# SPDX-License-Identifier: Apache-2.0
"""The pages of typeset_pages.py: gold and text agree, every habit of boxes.py is drawn, gold says of each what GOLD says of its kind."""
import collections
import json
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import unittest

from boxes import SHARES, Boxes, load_topics, load_wording, sentences_of
from extraction import SKIPPED
from typeset_pages import load_articles

HERE = pathlib.Path(__file__).parent
PAGES = 60
PAGE_NOTES = {"page_guests", "page_plain"}


def typeset(folder, language, *more):
    subprocess.run([sys.executable, HERE / "typeset_pages.py", HERE / "articles", folder, "--pages", str(PAGES), "--seed", "40",
                    "--language", language, *more], check=True)


def bare(text):
    return text.translate(SKIPPED)


@unittest.skipUnless(shutil.which("pdftotext"), "needs pdftotext")
class BoxPages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        for language in ("zh", "en"):
            typeset(cls.folder.name, language, "--boxes")
        cls.pages = []
        for path in sorted(pathlib.Path(cls.folder.name).glob("*.gold.json")):
            gold = json.loads(path.read_text(encoding="utf-8"))
            lines = path.with_name(gold["source"]).read_text(encoding="utf-8").split("\n")
            drawn = json.loads(path.with_name(path.name.replace("gold", "meta")).read_text(encoding="utf-8"))["boxes"]
            cls.pages.append((path.name[:2], gold, lines, set(drawn)))

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_gold_lists_each_line_once(self):
        for _, gold, lines, _ in self.pages:
            listed = [n for a in gold["articles"] for b in a["blocks"] for n in b["lines"]] + [n for b in gold["furniture"] for n in b["lines"]]
            self.assertEqual(sorted(listed), [n for n, line in enumerate(lines, 1) if line.strip()])

    def test_gold_paragraphs_are_texts_of_the_project(self):
        """Perhaps with a few characters before them: a page number, a speaker, how an item begins."""
        written = [b["text"] for a in load_articles([HERE / "articles"], None) for b in a["blocks"]]
        for language in ("zh", "en"):
            wording = load_wording(language, None)
            written += wording["verses"] + [text for key in ("turns", "shorts", "rolls") for own in wording[key] for text in own]
        written = bare("\n".join(written).replace("\n", " "))
        for _, gold, lines, _ in self.pages:
            for block in (b for a in gold["articles"] for b in a["blocks"] if b["role"] == "paragraph"):
                text = bare("".join(lines[n - 1] for n in block["lines"]))
                self.assertTrue(any(text[at:] in written for at in range(min(20, len(text) - 2))), text)

    def test_every_habit_is_drawn(self):
        for language in ("zh", "en"):
            counts = collections.Counter(kind for own, _, _, drawn in self.pages if own == language for kind in drawn)
            self.assertEqual([kind for kind in [*SHARES, *PAGE_NOTES] if not counts[kind]], [])

    def test_a_note_of_the_page_is_an_article(self):
        for _, gold, _, drawn in self.pages:
            notes = [a for a in gold["articles"] if {b["role"] for b in a["blocks"]} <= {"editor_note", "heading"} and a["blocks"]]
            self.assertEqual(len(notes), 1 if drawn & PAGE_NOTES else 0)
            for roles in ([b["role"] for b in note["blocks"]] for note in notes):
                self.assertEqual(roles.index("heading") if "heading" in roles else 0, 0)

    def test_an_article_keeps_its_own_note(self):
        """It stands in the head, below a headline."""
        for _, gold, _, drawn in self.pages:
            for article in gold["articles"]:
                roles = [b["role"] for b in article["blocks"]]
                if "editor_note" in roles and "byline" in roles:
                    self.assertGreater(roles.index("editor_note"), roles.index("byline"))

    def test_key_points_repeat_their_article(self):
        for language in ("zh", "en"):
            articles = load_articles([HERE / "articles"], None)
            own = [a for a in articles if a["lang"] == language]
            for number, article in enumerate(own):
                points = Boxes(language, [article], own, load_wording(language, None), random.Random(number)).key_points(article)
                body = bare("".join(b["text"] for b in article["blocks"]))
                for point in points:
                    self.assertEqual(point["role"], "pull_quote")
                    text = bare(point["text"].lstrip("0123456789.、．\n ①②③④⑤⑥"))
                    self.assertIn(text.rstrip("。.") or text, body)

    def test_a_box_repeats_no_article_of_its_page(self):
        for language in ("zh", "en"):
            own = [a for a in load_articles([HERE / "articles"], None) if a["lang"] == language]
            for number in range(40):
                r = random.Random(number)
                on_page = r.sample(own, 3)
                box = Boxes(language, on_page, own, load_wording(language, None), r).box()
                said = {bare(s) for a in on_page for s in sentences_of(a, language)}
                for block in box["blocks"] if box else []:
                    self.assertFalse(any(sentence in bare(block["text"]) for sentence in said))

    def test_the_same_arguments_give_the_same_bytes(self):
        with tempfile.TemporaryDirectory() as again:
            typeset(again, "en", "--boxes")
            for path in pathlib.Path(again).iterdir():
                self.assertEqual(path.read_bytes(), (pathlib.Path(self.folder.name) / path.name).read_bytes())

    def test_every_article_has_a_topic(self):
        self.assertEqual({a["name"] for a in load_articles([HERE / "articles"], None)}, set(load_topics()))


if __name__ == "__main__":
    unittest.main()
