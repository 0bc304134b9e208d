# SPDX-License-Identifier: Apache-2.0
"""What stands on a page beside its articles, and what in an article looks like it: boxes of labelled or bulleted parts, key points in
numbers, introductions by the editors; verse, lists of names, short turns and short paragraphs, which are none of these.

A box takes its sentences from an article that is not on the page, its wording from boxes/LANGUAGE.json. All is drawn from a
stream of its own, so that pages without boxes stay as they were. A box is an article of its own where it has a title or a note
that introduces it, and else a part of an article.
"""
import json
import pathlib
import re

FOLDER = pathlib.Path(__file__).parent / "boxes"
SHARES = {"box": 0.75, "labels": 0.2, "key_points": 0.3, "page_note": 0.35, "own_note": 0.35, "verse": 0.12, "roll": 0.15, "turns": 0.25,
          "shorts": 0.25, "numbered": 0.15}  # of the pages
NUMBERS = ["{}. {}", "{}．{}", "{}、{}", "0{} {}", "{}\n{}", "{1}", "①②③④⑤⑥"]
SENTENCE_LENGTHS = {"zh": (16, 80), "en": (30, 260)}


def load_wording(language, part):
    """`part`: (index, count) of the third of each list that may be drawn from, or None."""
    wording = json.loads((FOLDER / f"{language}.json").read_text(encoding="utf-8"))
    return {key: own[part[0]::part[1]] if part and len(own) >= part[1] else own for key, own in wording.items()}


def load_topics():
    return json.loads((FOLDER / "topics.json").read_text(encoding="utf-8"))


def is_balanced(text):
    return all(text.count(a) == text.count(b) for a, b in ["“”", "‘’", "（）", "《》"]) or text.isascii()


def sentences_of(article, language):
    low, high = SENTENCE_LENGTHS[language]
    for block in article["blocks"]:
        if block["role"] != "paragraph":
            continue
        for sentence in re.findall(r"[^。！？]+[。！？]" if language == "zh" else r"[^.?!]+[.?!](?= |$)", block["text"]):
            sentence = sentence.strip()
            if low <= len(sentence) <= high and is_balanced(sentence):
                yield sentence


class Boxes:
    def __init__(self, language, articles, pool, wording, r):
        self.language, self.r, self.wording = language, r, wording
        self.topics = load_topics()
        self.on_page = articles
        self.donors = [a for a in pool if all(a is not own for own in articles) and len(list(sentences_of(a, language))) >= 4]
        self.drawn = sorted(kind for kind, share in SHARES.items() if r.random() < share)

    def words(self, template, *articles):
        topics = [self.topics[a["name"]] for a in articles]
        return template.format(topic=topics[0], other=topics[-1], paper=self.r.choice(self.wording["papers"]), month=self.r.randrange(1, 13),
                               day=self.r.randrange(1, 29), number=self.number(self.r.randrange(2, 6)))

    def number(self, n):
        return "零一两三四五"[n] if self.language == "zh" else ["no", "one", "two", "three", "four", "five"][n]

    # Parts

    def label(self, text):
        if self.language == "zh" and len(text) <= 4 and self.spaces_labels:
            return self.spaces_labels.join(text)
        return text

    def heading(self, sentence):
        """A clause of the sentence, as headings take theirs from the text below."""
        if self.language == "en":
            words = sentence.split(" ")
            return " ".join(words[:self.r.randrange(3, 7)]).strip(",;:—–“”‘’").capitalize()
        clauses = [c for c in re.split("[，。；：！？、]", sentence) if 6 <= len(c) <= 18 and is_balanced(c) and "“" not in c]
        return self.r.choice(self.wording["heading_starts"]) + self.r.choice(clauses) if clauses else ""

    def parts(self, donor, labels, bullet):
        """Blocks of a box: labels, headings, an opening paragraph, items; a box without labels is one part."""
        r, blocks = self.r, []
        sentences = list(sentences_of(donor, self.language))
        self.spaces_labels = r.choice(["　", " ", "  ", "", "", ""])
        has_headings, opens = r.random() < 0.4, r.random() < 0.5
        at, items = r.randrange(len(sentences)), r.choice([1, 2, 2, 3]) if labels else r.randrange(3, 6)
        for label in labels or [None]:
            if label is not None:
                blocks.append({"role": "heading", "text": self.label(label), "label": True})
            own = [sentences[(at + i) % len(sentences)] for i in range(items + opens)]
            at += len(own)
            heading = self.heading(own[-1]) if label is not None and has_headings and r.random() < 0.8 else ""
            if heading:
                blocks.append({"role": "heading", "text": heading})
            if opens:
                blocks.append({"role": "paragraph", "text": own.pop(0)})
            for sentence in own:
                start = r.choice(self.wording["item_starts"])
                blocks.append({"role": "list_item" if bullet else "paragraph", "text": bullet + start + sentence})
        return blocks

    def draw_labels(self):
        own = self.r.choice(self.wording["labels"])
        return own[:self.r.randrange(2, len(own) + 1)] if self.r.random() < 0.3 else own

    def bullet(self):
        bullet = self.r.choice(self.wording["bullets"])
        return bullet + (" " if self.language == "en" or self.r.random() < 0.2 else "")

    def box(self):
        """An article of its own: a title, or a note that introduces it, or both; then parts with labels or a list."""
        r = self.r
        if "box" not in self.drawn or not self.donors:
            return None
        donor, head = r.choice(self.donors), r.choices(["title", "note", "both"], [2, 4, 2])[0]
        blocks = []
        if head != "note":
            blocks.append({"role": "headline", "text": self.words(r.choice(self.wording["titles"]), donor)})
        if head != "title":
            # Without a title there is no head that a program could write apart.
            blocks.append({"role": "editor_note", "text": self.words(r.choice(self.wording["box_notes"]), donor), "in_body": head == "note"})
        labels = self.draw_labels() if r.random() < 0.7 else None
        has_bullets = r.random() < 0.8 or not labels
        blocks += self.parts(donor, labels, self.bullet() if has_bullets else "")
        return {"name": donor["name"], "lang": self.language, "blocks": blocks}

    def page_note(self):
        """An article of paragraphs, or None."""
        r = self.r
        if "page_note" not in self.drawn:
            return None
        kind = "page_guests" if r.random() < 0.5 else "page_plain"
        texts = [r.choice(self.wording["page_background"]) for _ in range(r.choice([0, 1, 1, 2]))] + [r.choice(self.wording[kind])]
        texts = [self.words(text, self.on_page[0], self.on_page[-1]) for text in dict.fromkeys(texts)]
        if r.random() < 0.25:
            texts = ["".join(texts) if self.language == "zh" else " ".join(texts)]
        blocks = [{"role": "editor_note", "text": text, "in_body": True} for text in texts]
        if self.language == "zh" and r.random() < 0.15:
            blocks.insert(0, {"role": "heading", "text": r.choice(["编者按", "编者的话", "开栏的话"]), "label": True})
        return {"name": self.on_page[0]["name"], "lang": self.language, "blocks": blocks, "kind": kind}

    # What stands in an article

    def extended(self, article, is_chosen):
        """The article with what was drawn for it; `is_chosen`: it gets what a page has once."""
        blocks = list(article["blocks"])
        roles = {block["role"] for block in blocks}
        if is_chosen and "own_note" in self.drawn and "editor_note" not in roles:
            head = [i for i, block in enumerate(blocks) if block["role"] in ("headline", "deck", "byline")]
            text = self.words(self.r.choice(self.wording["own_notes"]), article)
            blocks.insert(max(head, default=-1) + 1, {"role": "editor_note", "text": text})
        if is_chosen and "key_points" in self.drawn:
            blocks += self.key_points(article)
        for kind in ("verse", "roll", "shorts", "numbered", "labels"):
            if is_chosen and kind in self.drawn:
                self.insert(blocks, getattr(self, kind)(), article)
        if "turns" in self.drawn and "question" in roles:
            self.insert_turns(blocks)
        return {**article, "blocks": blocks}

    def insert(self, blocks, inserted, article):
        """Between two paragraphs; labels at the text's end, where nothing goes on that stands below none."""
        body = [i for i, block in enumerate(blocks) if block["role"] in ("paragraph", "list_item")]
        ends_here = inserted and inserted[0].get("label")
        at = body[-1] + 1 if ends_here or len(body) < 3 else self.r.choice(body[1:])
        blocks[at:at] = inserted

    def verse(self):
        return [{"role": "paragraph", "text": self.r.choice(self.wording["verses"]), "is_set": True}]

    def roll(self):
        return [{"role": "list_item", "text": text} for text in self.r.choice(self.wording["rolls"])]

    def shorts(self):
        return [{"role": "paragraph", "text": text} for text in self.r.choice(self.wording["shorts"])]

    def numbered(self):
        """A list in numbers that repeats nothing."""
        if not self.donors:
            return []
        sentences = list(sentences_of(self.r.choice(self.donors), self.language))
        chosen, form = self.r.sample(sentences, min(len(sentences), self.r.randrange(3, 5))), self.r.choice(NUMBERS[:3])
        return [{"role": "list_item", "text": form.format(i + 1, text)} for i, text in enumerate(chosen)]

    def labels(self):
        """Labelled parts without a title."""
        return self.parts(self.r.choice(self.donors), self.draw_labels(), self.bullet()) if self.donors else []

    def insert_turns(self, blocks):
        turns = self.r.choice(self.wording["turns"])
        question = next((b["text"] for b in blocks if b["role"] == "question"), "")
        mark = "：" if self.language == "zh" else ": "
        asks = question.split(mark)[0] + mark if mark in question[:24] else ""
        answer = next((b["text"] for i, b in enumerate(blocks) if i and blocks[i - 1]["role"] == "question"), "")
        answers = answer.split(mark)[0] + mark if mark in answer[:24] else ""
        if not asks or not answers:
            return
        at = [i for i, block in enumerate(blocks) if block["role"] == "question"][-1]
        blocks[at:at] = [{"role": "paragraph" if i % 2 else "question", "text": (answers if i % 2 else asks) + text} for i, text in enumerate(turns)]

    def key_points(self, article):
        """Sentences of the article's own text, each in a block of its own with a number."""
        r = self.r
        sentences = list(dict.fromkeys(sentences_of(article, self.language)))
        if len(sentences) < 4:
            return []
        chosen = sorted(r.sample(range(len(sentences)), r.randrange(3, min(5, len(sentences)) + 1)))
        form, whole = r.choice(NUMBERS), r.random() < 0.5
        texts = [sentences[i] if whole else self.shortened(sentences[i]) for i in chosen]
        if form == NUMBERS[-1]:
            texts = [form[i] + text for i, text in enumerate(texts)]
        else:
            texts = [form.format(i + 1, text) for i, text in enumerate(texts)]
        return [{"role": "pull_quote", "text": text, "point": True} for text in texts]

    def shortened(self, sentence):
        """Some clauses of the sentence that stand side by side, without the last mark."""
        mark = "，" if self.language == "zh" else ", "
        clauses = sentence.rstrip("。！？.?!").split(mark)
        least = 10 if self.language == "zh" else 40
        while len(clauses) > 1 and len(mark.join(clauses[1:])) >= least and self.r.random() < 0.6:
            clauses = clauses[1:] if self.r.random() < 0.5 else clauses[:-1]
        text = mark.join(clauses)
        return text if is_balanced(text) else sentence.rstrip("。！？.?!")
