# SPDX-License-Identifier: Apache-2.0
"""A page: articles set in columns, the order in which a program wrote what stands there, and its text with gold."""
import random

from extraction import find_blocks, pdf_to_text
from faces import FACES
from habits import APART, HEAD, Habits, caption, editors, jump, masthead, note
from layout import GUTTER, PAGE_LEFT, PAGE_WIDTH, Columns, Frame, Line, choose_columns, stack
from typesetting import place, set_chinese, set_english, word_gap

OPENING_QUOTES = "“‘「『"


class Page:
    """Draws the habits of one page and sets its articles."""

    def __init__(self, articles, language, seed):
        self.random = random.Random(seed)
        self.language = language
        self.articles = articles
        self.articles_in_rows = len(articles)
        self.habits = Habits(language, len(articles), self.random)
        self.face = FACES[self.habits.face]
        self.blocks = []   # (article or None, role)
        self.lines_of = {}  # block: its lines in the order in which they were set
        self.y = 60.0

    # Setting

    def set_lines(self, text, measure, indent, justified=True):
        h = self.habits
        if "\n" in text:
            return [line for part in text.split("\n") for line in self.set_lines(part, measure, indent, justified)]
        if self.language == "en":
            return set_english(text, measure, indent, self.face, self.random, h.hyphens if justified else 0.0, justified and not h.ragged)
        return set_chinese(text, measure, indent, self.face, h.squeeze if justified else 0.0, h.pairs, justified)

    def add_block(self, article, role, text, size, measure, indent=0.0, justified=False):
        block = len(self.blocks)
        self.blocks.append((article, role))
        self.lines_of[block] = [self.new_line(s, block, size, measure) for s in self.set_lines(text, measure, indent, justified)]
        return self.lines_of[block]

    def new_line(self, set_line, block, size, measure):
        line = Line(set_line, block, size, measure)
        line.face = self.face
        return line

    def role_of(self, line):
        return self.blocks[line.block][1]

    # One article: its head, its body in columns, what stands apart

    def set_article(self, index, article, x, width):
        h, r = self.habits, self.random
        size = h.size
        count, measure = choose_columns(r, width, size, h.gap, self.language)
        gap = h.gap
        if h.whole_squares and measure - int(measure) > 1e-6:
            gap += (measure - int(measure)) * size * count / max(1, count - 1)
            measure = float(int(measure))
        top = self.y
        head = self.set_head(index, article, x, width)
        columns = Columns(count, measure, size, gap, x, self.y + 6.0)
        apart = self.set_apart(index, article, columns)
        body, headings = [], []
        lead = self.set_lead(index, article, columns) if h.wide_lead else []
        for block in article["blocks"]:
            role = block["role"]
            if stands_in_head(block) or role in APART or lead and block is self.lead_block:
                continue
            lines = self.set_body(index, block, size, measure)
            body.append(lines)
            if (role in h.displaced or role == "heading" and h.headings_go_along) and not block.get("label"):
                headings.append(lines)
        frames, bottom = self.fill_columns(index, columns, body)
        # They stand in their columns, but were not written with them.
        written_apart = {lines[0].block for lines in headings}
        for frame in frames:
            frame.lines = [line for line in frame.lines if line.block not in written_apart]
        frames = [frame for frame in frames if frame.lines]
        if h.jumps and r.random() < 0.5:
            lines = self.add_block(None, "furniture", jump(h, r), size, 30.0)
            bottom = stack(lines, columns.left(count - 1), bottom)
            frames.append(Frame("obstacle", index, lines))
        self.y = max(bottom, top) + 2.0 * size
        if lead:
            frames.insert(0, Frame("column", index, lead))
        return {"head": head, "columns": frames, "apart": apart, "headings": [Frame("heading", index, lines) for lines in headings]}

    def set_head(self, index, article, x, width):
        size, head = self.habits.size, []
        scale = {"kicker": 1.15, "headline": self.random.uniform(1.7, 3.4), "deck": 1.3, "byline": 1.0, "editor_note": 1.0}
        for block in article["blocks"]:
            role = block["role"]
            if not stands_in_head(block):
                continue
            own = size * scale[role]
            lines = self.add_block(index, role, block["text"], own, width / own, justified=role == "editor_note")
            self.y = stack(lines, x, self.y + 2.0, 1.2)
            head.append(Frame("head", index, lines))
        return head

    def set_apart(self, index, article, columns):
        """Pictures with their captions, and pull quotes; they take room in the columns."""
        h, r, frames = self.habits, self.random, []
        for block in article["blocks"]:
            if block["role"] not in APART or block.get("point"):
                continue
            if block["role"] == "caption":
                span = r.randrange(1, min(3, columns.count) + 1)
                column = r.randrange(0, columns.count - span + 1)
                own, measure = columns.size * 0.92, (span * (columns.measure * columns.size + columns.gap) - columns.gap) / (columns.size * 0.92)
            else:
                span, column = 1, r.randrange(columns.count)
                own, measure = columns.size * 1.35, columns.measure / 1.35
            text = caption(h, block["text"], r) if block["role"] == "caption" else block["text"]
            lines = self.add_block(index, block["role"], text, own, measure)
            picture = r.uniform(4.0, 10.0) if block["role"] == "caption" else 0.5
            height = picture + len(lines) * own / columns.size + 1.0
            top = 0.0 if block["role"] == "caption" else float(r.randrange(3, 16))
            if any(t < top + height and top < b for t, b in columns.taken[column]):
                top = max(b for _, b in columns.taken[column])
            columns.reserve(column, span, top, height)
            stack(lines, columns.left(column), columns.y + (top + picture) * columns.step)
            frames.append(Frame("obstacle", index, lines))
        return frames + self.set_boxes(index, article, columns)

    def set_boxes(self, index, article, columns):
        """What else stands in the article's columns."""
        return []

    def lead_measure(self, columns):
        return 2 * columns.measure + 1.0

    def set_lead(self, index, article, columns):
        """The first paragraph in lines of all columns' width."""
        paragraphs = [b for b in article["blocks"] if b["role"] == "paragraph"]
        if not paragraphs or columns.count < 2:
            return []
        self.lead_block = paragraphs[0]
        lines = self.add_block(index, "paragraph", paragraphs[0]["text"], columns.size, self.lead_measure(columns), self.habits.indent, True)
        double = self.random.random() < 0.4
        for number, line in enumerate(lines):
            line.blank = number == 0 or double
        return lines

    def set_body(self, index, block, size, measure):
        h, role = self.habits, block["role"]
        if role == "heading":
            return self.add_block(index, role, block["text"], size, measure)
        indent = 0.0 if role == "author_note" and self.random.random() < 0.2 else h.indent
        if h.second_measure and self.blocks and any(r == "heading" and a == index for a, r in self.blocks):
            measure = float(round(measure * 0.85))
        lines = self.add_block(index, role, block["text"], size, measure, indent, not block.get("is_set"))
        if h.whole_lines and not block.get("is_set"):
            lines[:] = [self.new_line(place(text, 0.0, self.face, word_gap, None), lines[0].block, size, measure)
                        for text in self.cut_once(block["text"])]
        return lines

    def cut_once(self, text):
        if len(text) < 80 or self.random.random() > 0.15:
            return [text]
        cut = self.random.randrange(30, len(text) - 30)
        while cut < len(text) - 1 and (text[cut] in "，。、；：？！”’）》 " or text[cut - 1] in "“‘（《 "):
            cut += 1
        return [text[:cut], text[cut:]] if text[cut:] else [text]

    def fill_columns(self, index, columns, body):
        lines = [line for block in body for line in block]
        if self.habits.whole_lines:
            return [Frame("column", index, lines)], columns.y + 10.0
        filled, bottom = columns.fill_evenly(lines, lambda line: self.role_of(line) == "heading")
        return [Frame("column", index, column) for column in filled], bottom

    # The page: rows of one or two articles, then the order in which the frames were written

    def set_articles(self):
        r, parts, at = self.random, [], 0
        count = self.articles_in_rows
        while at < count:
            beside = at + 1 < count and r.random() < (0.3 if at == 0 else 0.6)
            share = r.uniform(0.36, 0.64) if beside else 1.0
            top, bottom, x = self.y, self.y, PAGE_LEFT
            for width in [PAGE_WIDTH * share - GUTTER / 2, PAGE_WIDTH * (1 - share) - GUTTER / 2][:1 + beside] if beside else [PAGE_WIDTH]:
                self.y = top
                parts.append(self.set_article(at, self.articles[at], x, width))
                bottom, x, at = max(bottom, self.y), x + width + GUTTER, at + 1
            self.y = bottom
        return parts

    def frames(self, parts):
        h, r = self.habits, self.random
        heads = [frame for part in parts for frame in part["head"] if not self.is_displaced(frame)]
        flow, order = [], h.order
        if order == "frames_shuffled":
            columns = [frame for part in parts for frame in part["columns"]]
            r.shuffle(columns)
            flow += columns + heads if r.random() < 0.6 else heads + columns
        elif order in ("heads_first", "heads_last"):
            columns = [frame for part in parts for frame in part["columns"]]
            flow += heads + columns if order == "heads_first" else columns + heads
        else:
            for part in parts:
                flow += [frame for frame in heads if frame in part["head"]] + part["columns"]
        if order == "natural" and r.random() < 0.2:
            self.interleave(flow, heads)
        for part in parts:
            self.insert_apart(flow, [frame for frame in part["apart"] if not self.is_displaced(frame)])
        if h.moves:
            flow = self.move_sections(flow)
        return self.add_listed(flow, parts)

    def is_displaced(self, frame):
        return frame.kind != "box" and self.role_of(frame.lines[0]) in self.habits.displaced

    def interleave(self, flow, heads):
        """An article's head stands between two columns of another one."""
        if len(flow) > 2 and heads:
            frame = flow.pop(flow.index(heads[-1]))
            flow.insert(self.random.randrange(1, len(flow) + 1), frame)

    def insert_apart(self, flow, own):
        for frame in own:
            columns = [i for i, f in enumerate(flow) if f.kind == "column" and f.article == frame.article]
            if self.habits.order == "obstacles_last" or not columns:
                flow.append(frame)
            elif self.random.random() < 0.6:
                flow.insert(columns[-1] + 1, frame)
            else:
                flow.insert(self.random.choice(columns) + 1, frame)

    def move_sections(self, flow):
        """Sections begin where a heading or question stands, or stood; they move across the page."""
        chunks = []
        for frame in flow:
            for line in frame.lines:
                previous = chunks[-1].lines[-1] if chunks and chunks[-1].lines else None
                if previous is None or chunks[-1].source is not frame or self.opens_section(previous, line):
                    joins = (previous is not None and frame.kind == chunks[-1].kind == "column" and frame.article == chunks[-1].article
                             and not self.opens_section(previous, line))
                    if not joins:
                        chunks.append(Frame(frame.kind, frame.article, []))
                    else:
                        line.starts_column = True
                    chunks[-1].source = frame
                chunks[-1].lines.append(line)
        for _ in range(self.habits.moves):
            chunk = chunks.pop(self.random.randrange(len(chunks)))
            chunks.insert(self.random.randrange(len(chunks) + 1), chunk)
        return chunks

    def opens_section(self, previous, line):
        if previous.block == line.block:
            return False
        between = range(min(previous.block, line.block) + 1, max(previous.block, line.block))
        return self.role_of(line) in ("heading", "question") or any(self.blocks[b][1] in ("heading", "question") for b in between)

    def add_listed(self, flow, parts):
        """What was displaced: the parts of heads by article, then headings, questions and pull quotes by article."""
        h, r = self.habits, self.random
        heads = [frame for part in parts for frame in part["head"] if self.is_displaced(frame)]
        listed = [part["headings"] + [f for f in part["apart"] if self.is_displaced(f)] for part in parts]
        if h.displaced_are == "reversed":
            listed = [own[::-1] for own in listed[::-1]]
        if h.listed_after_article:
            for i, own in enumerate(listed):
                last = max((n for n, f in enumerate(flow) if f.article == i), default=len(flow) - 1)
                flow[last + 1:last + 1] = own
            return flow + heads
        rest = heads + [frame for own in listed for frame in own]
        if h.displaced_are == "shuffled":
            r.shuffle(rest)
        return flow + rest

    # Extraction

    def extract(self):
        """The page's text and gold, or None where the extraction mixed lines of several blocks."""
        parts = self.set_articles()
        flow = self.frames(parts)
        self.add_furniture(flow)
        if self.habits.style in ("raw", "default"):
            return self.extract_pdf([line for frame in flow for line in frame.lines])
        return self.write([line for frame in flow for line in self.with_blanks(frame)])

    def add_furniture(self, flow):
        h, r = self.habits, self.random
        number, paper, parts = masthead(h, r)
        self.glued = number if h.glue else None
        if not h.glue and h.furniture != "none":
            block, frames = len(self.blocks), []
            self.blocks.append((None, "furniture"))
            self.lines_of[block] = []
            for i, part in enumerate(parts):
                line = self.new_line(place(part, 0.0, self.face, word_gap, None), block, 12.0, 40.0)
                stack([line], PAGE_LEFT + i * PAGE_WIDTH / 3.4, 30.0)
                self.lines_of[block].append(line)
                frames.append(Frame("furniture", None, [line]))
            at = r.randrange(len(flow)) if h.moves else 0
            flow[at:at] = frames
        extra = [note(h, paper, r)] if h.notes else []
        if self.language == "zh" and r.random() < 0.15:
            extra.append(editors(r))
        for text in extra:
            role = "credit" if "编" in text and "邮编" not in text else "furniture"
            frame = Frame("furniture", None, self.add_block(None, role, text, 8.0, 60.0))
            self.y = stack(frame.lines, PAGE_LEFT, self.y)
            flow.insert(r.choice([0, len(flow), len(flow)]), frame)

    def extract_pdf(self, lines):
        options = ["-raw"] if self.habits.style == "raw" else []
        text = pdf_to_text(lines, self.y + 40.0, *options).rstrip("\n") + "\n"
        found = find_blocks(text, {block: [line.text for line in own] for block, own in self.lines_of.items()})
        if found is None:
            return None
        placed = {}
        for number, (block, offset) in found.items():
            placed.setdefault(block, []).append((offset, number + 1))
        return text, self.gold({block: [n for _, n in sorted(own)] for block, own in placed.items()})

    def with_blanks(self, frame):
        """The lines of a frame, with the empty lines that stand before them."""
        h = self.habits
        for number, line in enumerate(frame.lines):
            first = number == 0 or frame.lines[number - 1].block != line.block
            apart = self.role_of(line) in HEAD + APART + ["heading", "furniture"]
            if number == 0 or getattr(line, "starts_column", False):
                line.blank = line.blank or apart or h.blank_in_columns
            line.blank = line.blank or first
            if h.blank_before_quotes and not first and line.text[0] in OPENING_QUOTES:
                line.blank = True
            if h.cuts_first_line and not first and frame.lines[number - 1] is self.lines_of[line.block][0] and self.random.random() < 0.3:
                line.blank = True
            if h.every_line_blank or h.double is not None and self.blocks[line.block][0] == h.double:
                line.blank = True
            if h.no_blank:
                line.blank = False
            line.text = self.read(line, first)
        return frame.lines

    def read(self, line, first):
        h = self.habits
        text = line.set_line.spaced(h.quotes_stay_close) if h.reads_gaps and self.language == "zh" else line.text
        if h.spaces_digits and self.language == "zh" and self.random.random() < 0.7:
            text = space_digits(text)
        own_first = line is self.lines_of[line.block][0]
        indented = self.role_of(line) in ("paragraph", "question", "list_item", "author_note", "credit")
        if h.keep_indent and self.language == "zh" and own_first and indented:
            text = "　　" + text
        return text

    # Gold

    def write(self, lines):
        text, numbers = [], {}
        for line in lines:
            if line.blank and text:
                text.append("")
            text.append(line.text)
            numbers[id(line)] = len(text)
        if self.glued:
            text[0] = self.glued + text[0].lstrip("　")
        return "\n".join(text) + "\n", self.gold({b: [numbers[id(line)] for line in own] for b, own in self.lines_of.items()})

    def gold(self, numbers):
        articles = []
        for a in range(len(self.articles)):
            blocks = [{"role": role, "lines": numbers[b]} for b, (article, role) in enumerate(self.blocks) if article == a]
            articles.append({"id": f"a{a + 1}", "blocks": self.gold_order(blocks, a)})
        furniture = [{"role": role, "lines": [n]} for b, (article, role) in enumerate(self.blocks) if article is None for n in numbers[b]]
        return {"articles": articles, "furniture": furniture}

    def gold_order(self, blocks, article):
        """Blocks as the article lists them, captions and pull quotes at the end; a lead was set before the rest."""
        rank = {role: i for i, role in enumerate(HEAD)}
        rank.update({"author_note": 20, "credit": 21, "pull_quote": 22, "caption": 23})
        return sorted(blocks, key=lambda b: rank.get(b["role"], 10))


def stands_in_head(block):
    return block["role"] in HEAD and not block.get("in_body")


def space_digits(text):
    """Spaces between ideographs and digits or Latin letters, as some extractions have them."""
    result = text[:1]
    for left, right in zip(text, text[1:]):
        if left.isascii() and left.isalnum() and ord(right) >= 0x3400 and ord(right) < 0xA000:
            result += " "
        elif right.isascii() and right.isalnum() and 0x3400 <= ord(left) < 0xA000:
            result += " "
        result += right
    return result
