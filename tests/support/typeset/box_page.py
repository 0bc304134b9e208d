# SPDX-License-Identifier: Apache-2.0
"""A page with boxes, key points and introductions (boxes.py): where they are set, and where a program wrote them."""
import random

from boxes import Boxes
from habits import HEAD
from layout import PAGE_LEFT, PAGE_WIDTH, Frame, stack
from page import Page

NARROWEST = 6.0  # em
HEADING_SPACE = 0.6


class BoxPage(Page):
    def __init__(self, articles, language, seed, pool, wording):
        super().__init__(articles, language, seed)
        self.extra = random.Random(f"boxes/{seed}")
        self.boxes = Boxes(language, articles, pool, wording, self.extra)
        r, chosen = self.extra, self.extra.randrange(len(articles))
        self.articles = [self.boxes.extended(article, i == chosen) for i, article in enumerate(articles)]
        self.box = self.add_article(self.boxes.box())
        self.note = self.add_article(self.boxes.page_note())
        # An article's columns hold a box, or it has a row of its own at the page's foot.
        self.host = r.randrange(len(articles)) if r.random() < 0.6 else None
        self.note_stands = r.choices(["first", "below head", "below lead", "last"], [4, 2, 5, 2])[0]
        if self.note is not None and self.note_stands == "below lead":
            self.habits.wide_lead = self.habits.style in ("seed", "real")
        self.habits.boxes = self.boxes.drawn
        if self.note is not None:
            self.habits.boxes = self.boxes.drawn + [self.articles[self.note]["kind"]]

    def add_article(self, article):
        if article is None:
            return None
        self.articles.append(article)
        return len(self.articles) - 1

    # Setting

    def set_articles(self):
        note = self.set_page_note() if self.note is not None else None
        parts = super().set_articles()
        if self.box is not None and self.host is None:
            width = PAGE_WIDTH * self.extra.choice([0.25, 0.33, 0.5, 0.66, 1.0])
            parts.append(self.set_article(self.box, self.articles[self.box], PAGE_LEFT, width))
        self.note_frame = note
        return parts

    def set_page_note(self):
        size = self.habits.size * self.extra.choice([1.0, 1.0, 1.1])
        measure = PAGE_WIDTH * self.extra.choice([1.0, 1.0, 0.8, 0.5]) / size
        lines = []
        for block in self.articles[self.note]["blocks"]:
            lines += self.set_body(self.note, block, size, float(int(measure)))
        self.y = stack(lines, PAGE_LEFT, self.y) + 1.5 * size
        return Frame("box", self.note, lines)

    def lead_measure(self, columns):
        if self.note is None or self.extra.random() < 0.4:
            return super().lead_measure(columns)
        return columns.count * (columns.measure + columns.gap / columns.size) - columns.gap / columns.size

    def set_boxes(self, index, article, columns):
        frames = []
        points = [block for block in article["blocks"] if block.get("point")]
        if points:
            frames.append(self.set_in_columns(index, index, points, columns))
        if self.box is not None and self.host == index:
            frames.append(self.set_in_columns(index, self.box, self.articles[self.box]["blocks"], columns))
        return frames

    def set_in_columns(self, host, index, blocks, columns):
        """One frame for the program that wrote the page, in room that the host's columns leave."""
        r, h = self.extra, self.habits
        size = columns.size * r.choice([1.0, 1.0, 0.95, 0.9])
        padding = r.choice([0.0, 0.0, 1.0, 1.5, 2.0]) * size
        span = r.randrange(1, min(3, columns.count) + 1)
        width = span * (columns.measure * columns.size + columns.gap) - columns.gap - 2 * padding
        measure = max(NARROWEST, width / size)
        if h.whole_squares:
            measure = float(int(measure))
        column = r.randrange(0, columns.count - span + 1)
        own = [self.set_box_block(index, block, size, measure) for block in blocks]
        spaces = sum(2 * HEADING_SPACE for lines in own if self.role_of(lines[0]) == "heading")
        height = (sum(map(len, own)) + spaces) * size / columns.size + 1.5
        top = float(r.choice([0, r.randrange(2, 14)]))
        for taken in columns.taken[column:column + span]:
            if any(t < top + height and top < b for t, b in taken):
                top = max(top, max(b for _, b in taken))
        columns.reserve(column, span, top, height)
        columns.least_height = max(columns.least_height, top + height)
        y = columns.y + (top + 0.5) * columns.step
        for lines in own:
            space = HEADING_SPACE * columns.step if self.role_of(lines[0]) == "heading" else 0.0
            y = stack(lines, columns.left(column) + padding, y + space) + space
        return Frame("box", host, self.in_written_order(own))

    def set_box_block(self, index, block, size, measure):
        if block.get("point") or block["role"] == "headline":
            return self.add_block(index, block["role"], block["text"], size, measure)
        return self.set_body(index, block, size, measure)

    def in_written_order(self, own):
        """At times the headings below the labels were written after their parts."""
        moves = self.extra.random() < 0.35
        written, waiting = [], []
        for lines in own:
            is_heading = self.role_of(lines[0]) == "heading"
            below_label = is_heading and bool(written) and self.role_of(written[-1][0]) == "heading"
            if is_heading and not below_label:
                written += waiting
                waiting = []
            if moves and below_label:
                waiting.append(lines)
            else:
                written.append(lines)
        return [line for lines in written + waiting for line in lines]

    # The order in which the frames were written

    def frames(self, parts):
        flow = super().frames(parts)
        if self.note_frame is not None:
            flow.insert(self.place_of_note(flow), self.note_frame)
        return flow

    def place_of_note(self, flow):
        if self.note_stands == "first":
            return 0
        if self.note_stands == "last":
            return len(flow)
        first = [i for i, frame in enumerate(flow) if frame.article == 0 and frame.lines]
        heads = [i for i in first if flow[i].kind == "head"]
        if self.note_stands == "below head" or not self.habits.wide_lead:
            return heads[-1] + 1 if heads else 0
        columns = [i for i in first if flow[i].kind == "column"]
        return columns[0] + 1 if columns else 0

    def gold_order(self, blocks, article):
        return blocks if article in (self.box, self.note) else super().gold_order(blocks, article)
