#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Typesets newspaper pages from articles and extracts their text with the habits of real extractions, with gold.

usage: typeset_pages.py ARTICLES... OUT --pages N [--seed S] [--language zh|en]

ARTICLES: JSON files {"lang", "blocks": [{"role", "text"}]} in reading order, or folders of them. Writes
OUT/NAME.txt, OUT/NAME.gold.json (the gold format of page structure) and OUT/NAME.meta.json (which habits were drawn).
The same arguments give the same bytes. Each page draws: two to four articles, a measure for each, columns of a random
height, squeezed or rigid punctuation, indents stripped or kept, blank lines where columns and blocks end (or after
every line, or nowhere), the order in which frames were extracted, which roles were displaced and where to, shuffled
sections, page numbers glued to text, cut-off first lines, whole paragraphs on one line.
"""
import argparse
import json
import pathlib
import random

from typesetting import set_chinese, set_english

HEAD = ["kicker", "headline", "deck", "byline", "editor_note"]
APART = ["pull_quote", "caption"]
PAPERS = ["江城日报", "云州晚报", "南平新报", "海陵时报", "锦川日报"]
SECTIONS = ["要闻", "智库", "民生", "教育", "经济", "理论", "城事", "科技·创新", "读书"]


class Line:
    def __init__(self, text, block, blank=False):
        self.text, self.block, self.blank = text, block, blank  # blank: an empty line stands before it


class Page:
    """Draws the habits of one page and sets its articles."""

    def __init__(self, articles, language, seed):
        self.random = random.Random(seed)
        self.language = language
        self.articles = articles
        r = self.random
        self.style = r.choices(["raw", "default", "seed", "real"], [3, 3, 4, 2])[0]
        self.order = r.choices(["natural", "heads_first", "heads_last", "frames_shuffled", "obstacles_last"],
                               [3, 2, 3, 2.5, 1.5])[0]
        self.rigid = r.random() < 0.6
        self.squeeze = 0.0 if self.rigid else r.choice([0.5, 1.0, 1.5])
        self.stretch = r.choice([None, 0.06, 0.06, 0.08])
        self.keep_indent = self.style == "real" and r.random() < 0.4
        self.indent = 2.0 if language == "zh" else 1.0
        self.displaced = self.draw_displaced()
        self.shuffles_sections = self.style in ("seed", "real") and r.random() < 0.3
        self.double = r.randrange(len(articles)) if self.style == "seed" and r.random() < 0.2 else None
        self.whole_lines = self.style == "real" and r.random() < 0.2
        self.cuts_first_line = self.style == "real" and not self.whole_lines and r.random() < 0.2
        self.blank_in_columns = r.random() < 0.7
        self.glue = r.random() < 0.15
        self.blocks = []

    def draw_displaced(self):
        if self.style not in ("seed", "real") or self.random.random() < 0.25:
            return set()
        sets = [["headline", "kicker", "deck"], ["headline", "kicker", "deck", "byline"], ["heading"], ["heading", "pull_quote"],
                ["headline", "kicker", "deck", "heading", "pull_quote"],
                ["headline", "kicker", "deck", "heading", "pull_quote", "question"], ["question"]]
        return set(self.random.choice(sets))

    # Setting

    def set_lines(self, text, measure, indent):
        if self.language == "en":
            return set_english(text, measure, indent, self.random)
        return set_chinese(text, measure, indent, self.squeeze, self.stretch)

    def add_block(self, article, role, lines, blank=True):
        number = len(self.blocks)
        self.blocks.append((article, role))
        return [Line(text, number, blank and i == 0) for i, text in enumerate(lines)]

    def set_display(self, article, block, room):
        """Headlines in one to three lines of nearly one length, others in the room there is."""
        text = block["text"]
        if block["role"] == "headline" and self.random.random() < 0.3:
            room = max(6.0, room * self.random.uniform(0.3, 0.7))
        return self.add_block(article, block["role"], self.set_lines(text, room, 0.0))

    def set_body(self, article, block, measure):
        indent = 0.0 if block["role"] == "author_note" and self.random.random() < 0.2 else self.indent
        if self.whole_lines:
            lines = self.cut_once([block["text"]])
        else:
            lines = self.set_lines(block["text"], measure, indent)
        if self.keep_indent and self.language == "zh" and indent:
            lines[0] = "　　" + lines[0]
        blank = self.style in ("seed", "real")
        set_lines = self.add_block(article, block["role"], lines, blank)
        if self.cuts_first_line and len(set_lines) > 2 and self.random.random() < 0.3:
            set_lines[1].blank = True
        return set_lines

    def cut_once(self, lines):
        text = lines[0]
        if len(text) < 80 or self.random.random() > 0.15:
            return lines
        cut = self.random.randrange(30, len(text) - 30)
        while cut < len(text) - 1 and (text[cut] in "，。、；：？！”’）》 " or text[cut - 1] in "“‘（《 "):
            cut += 1
        return [text[:cut], text[cut:]] if text[cut:] else lines

    # One article: its head, its body in columns, what stands apart

    def set_article(self, index, article):
        r = self.random
        if self.language == "zh":
            measure = r.choice([12, 13, 14, 14, 15, 15, 16, 16, 18, 20, 22, 24])
            wide = measure * r.choice([2, 2, 3]) + 1.0
        else:
            measure = r.choice([12, 13, 14, 15, 16, 18])
            wide = measure * 2 + 1.0
        head, body, displaced, apart = [], [], [], []
        lead_is_wide = r.random() < 0.08
        for position, block in enumerate(article["blocks"]):
            role = block["role"]
            if role == "editor_note":
                lines = self.set_lines(block["text"], wide if r.random() < 0.5 else measure, 0.0)
                head.append(self.add_block(index, role, lines))
            elif role in HEAD:
                lines = self.set_display(index, block, wide if role != "kicker" else wide)
                (displaced if role in self.displaced else head).append(lines)
            elif role in APART:
                (displaced if role in self.displaced else apart).append(
                    self.set_display(index, block, measure * 0.8 if role == "pull_quote" else wide))
            elif role in ("heading",):
                lines = self.set_display(index, block, measure)
                for line in lines:
                    line.blank = line.blank and self.style in ("seed", "real")
                (displaced if role in self.displaced else body).append(lines)
            elif role == "question" and role in self.displaced:
                displaced.append(self.set_body(index, block, measure))
            else:
                first = not any(self.blocks[b[0].block][1] == "paragraph" for b in body)
                body.append(self.set_body(index, block, wide if lead_is_wide and first else measure))
        if self.shuffles_sections:
            body = self.shuffle_sections(body)
        return head, self.fill_columns([line for lines in body for line in lines]), displaced, apart

    def shuffle_sections(self, body):
        """Sections begin where a heading or question stands, or stood."""
        roles = [self.blocks[lines[0].block][1] for lines in body]
        numbers = [lines[0].block for lines in body]
        sections = []
        for i, lines in enumerate(body):
            jumped = i > 0 and any(self.blocks[b][1] in ("heading", "question") for b in range(numbers[i - 1] + 1, numbers[i]))
            if not sections or jumped or roles[i] in ("heading", "question"):
                sections.append([])
            sections[-1].append(lines)
        closing = [lines for lines in sections[-1] if self.blocks[lines[0].block][1] in ("author_note", "credit")]
        sections[-1] = [lines for lines in sections[-1] if lines not in closing]
        if len(sections) > 2:
            moved = self.random.randrange(len(sections))
            section = sections.pop(moved)
            sections.insert(self.random.randrange(len(sections) + 1), section)
        return [lines for section in sections for lines in section] + closing

    def fill_columns(self, lines):
        if self.whole_lines:
            return [lines]
        columns, at = [], 0
        height = self.random.randrange(14, 42)
        while at < len(lines):
            take = height + self.random.randrange(-3, 4)
            if len(lines) - at - take < 3:
                take = len(lines) - at
            # A heading does not stand last in a column.
            while take > 3 and at + take < len(lines) and self.blocks[lines[at + take - 1].block][1] == "heading":
                take -= 1
            columns.append(lines[at:at + take])
            at += take
        return columns

    # Extraction: the order of the frames

    def frames(self):
        heads, columns, displaced, apart = zip(*(self.set_article(i, a) for i, a in enumerate(self.articles)))
        r = self.random
        flow = []
        all_heads = [[line for block in h for line in block] for h in heads]
        bodies = [list(c) for c in columns]
        mixes_obstacles = self.order != "obstacles_last"
        for i, own in enumerate(apart):
            for block in own:
                if mixes_obstacles and len(bodies[i]) > 1:
                    bodies[i].insert(r.randrange(1, len(bodies[i])), block)
                elif mixes_obstacles and len(bodies[i][0]) > 8 and r.random() < 0.4:
                    column = bodies[i][0]
                    cut = r.randrange(4, len(column) - 3)
                    bodies[i][0:1] = [column[:cut], block, column[cut:]]
                elif mixes_obstacles:
                    bodies[i].append(block)
        if self.order == "heads_first":
            flow += all_heads + [c for b in bodies for c in b]
        elif self.order == "heads_last":
            flow += [c for b in bodies for c in b] + all_heads
        elif self.order == "frames_shuffled":
            columns_of_all = [c for b in bodies for c in b]
            r.shuffle(columns_of_all)
            flow += columns_of_all + all_heads if r.random() < 0.5 else all_heads + columns_of_all
        else:
            for head, body in zip(all_heads, bodies):
                flow += [head] + body
        if not mixes_obstacles:
            flow += [block for own in apart for block in own]
        flow += self.order_displaced(displaced)
        if self.order == "natural" and r.random() < 0.3:
            self.interleave(flow, all_heads)
        return [frame for frame in flow if frame]

    def interleave(self, flow, heads):
        """An article's head stands between two columns of another one."""
        movable = [i for i, frame in enumerate(flow) if any(frame is h for h in heads)]
        if len(movable) > 1:
            frame = flow.pop(movable[-1])
            flow.insert(self.random.randrange(1, len(flow) + 1), frame)

    def order_displaced(self, displaced):
        heads = [b for own in displaced for b in own if self.blocks[b[0].block][1] in HEAD]
        others = [[b for b in own if self.blocks[b[0].block][1] not in HEAD] for own in displaced]
        if self.random.random() < 0.2:
            self.random.shuffle(others)
        ordered = heads + [b for own in others for b in own]
        if self.random.random() < 0.1:
            self.random.shuffle(ordered)
        return ordered

    # Blank lines, furniture, gold

    def extract(self):
        frames = self.frames()
        lines = self.furniture()
        for frame in frames:
            apart = self.blocks[frame[0].block][1] in HEAD + APART + ["heading"]
            if lines and self.style != "raw":
                frame[0].blank = frame[0].blank or apart or self.blank_in_columns
            if self.style == "raw":
                for line in frame:
                    line.blank = False
            lines += frame
        if self.double is not None:
            for line in lines:
                line.blank = line.blank or (line.block is not None and self.blocks[line.block][0] == self.double)
        return self.write(lines)

    def furniture(self):
        r = self.random
        number, section, paper = f"{r.randrange(1, 17):02}", r.choice(SECTIONS), r.choice(PAPERS)
        date = f"20{r.randrange(18, 27)}年{r.randrange(1, 13)}月{r.randrange(1, 29)}日 星期{r.choice('一二三四五六日')}"
        if self.language == "en":
            section, paper, date = "Business", "The Marrow Tribune", "Friday, June 6, 2025"
        if self.glue:
            self.glued = number
            return []
        self.glued = None
        if r.random() < 0.15:
            return []
        if self.style == "raw":
            return [Line(f"{number} {section} {date} {paper}", None)]
        parts = [number, section, paper, date]
        return [Line(p, None, True) for p in (parts if r.random() < 0.7 else parts[:1])]

    def write(self, lines):
        text, gold_lines, furniture = [], {}, []
        for line in lines:
            if line.blank and text:
                text.append("")
            text.append(line.text)
            if line.block is None:
                furniture.append(len(text))
            else:
                gold_lines.setdefault(line.block, []).append((line, len(text)))
        if self.glued:
            text[0] = self.glued + text[0].lstrip("　")
        articles = []
        for a in range(len(self.articles)):
            blocks = [{"role": role, "lines": [n for _, n in self.in_reading_order(b, gold_lines[b])]}
                      for b, (article, role) in enumerate(self.blocks) if article == a]
            articles.append({"id": f"a{a + 1}", "blocks": self.gold_order(blocks)})
        return "\n".join(text) + "\n", {"articles": articles, "furniture": [{"role": "furniture", "lines": [n]} for n in furniture]}

    def in_reading_order(self, block, placed):
        position = {id(line): i for i, line in enumerate(self.reading[block])} if hasattr(self, "reading") else None
        return sorted(placed, key=lambda p: position[id(p[0])]) if position else placed

    def gold_order(self, blocks):
        rank = {role: i for i, role in enumerate(HEAD)}
        rank.update({"author_note": 20, "credit": 21, "pull_quote": 22, "caption": 23})
        return sorted(blocks, key=lambda b: rank.get(b["role"], 10))

    def remember_reading(self):
        """The lines of each block in the order in which they were set."""
        self.reading = {}
        original = self.add_block

        def add(article, role, lines, blank=True):
            made = original(article, role, lines, blank)
            self.reading[made[0].block] = made
            return made
        self.add_block = add

    def habits(self):
        return {k: (sorted(v) if isinstance(v, set) else v) for k, v in vars(self).items()
                if k in ("style", "order", "rigid", "squeeze", "stretch", "keep_indent", "displaced", "shuffles_sections",
                         "double", "whole_lines", "cuts_first_line", "glue", "language")}


def load_articles(paths):
    files = []
    for path in map(pathlib.Path, paths):
        files += sorted(path.glob("*.json")) if path.is_dir() else [path]
    return [json.loads(f.read_text(encoding="utf-8")) for f in files]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", metavar="ARTICLES... OUT")
    parser.add_argument("--pages", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--language", choices=["zh", "en"], default="zh")
    given = parser.parse_args()
    *sources, out = given.paths
    articles = [a for a in load_articles(sources) if a["lang"] == given.language]
    if len(articles) < 4:
        parser.error(f"expected at least 4 articles in {given.language}, found {len(articles)}")
    out = pathlib.Path(out)
    out.mkdir(parents=True, exist_ok=True)
    for number in range(given.pages):
        seed = f"{given.language}/{given.seed}/{number}"
        chosen = random.Random("articles/" + seed)
        page = Page(chosen.sample(articles, chosen.choice([2, 3, 3, 4])), given.language, seed)
        page.remember_reading()
        text, gold = page.extract()
        name = f"{given.language}_{given.seed:02}_{number:04}"
        (out / f"{name}.txt").write_text(text, encoding="utf-8")
        (out / f"{name}.gold.json").write_text(json.dumps({"source": f"{name}.txt", **gold}, ensure_ascii=False), encoding="utf-8")
        (out / f"{name}.meta.json").write_text(json.dumps(page.habits()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
