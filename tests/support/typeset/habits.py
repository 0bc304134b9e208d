# SPDX-License-Identifier: Apache-2.0
"""What is drawn for a page: how it was set, in which order its frames were written, what its extraction does to lines."""

HEAD = ["kicker", "headline", "deck", "byline", "editor_note"]
APART = ["pull_quote", "caption"]

PAPERS = {"zh": ["江城日报", "云州晚报", "南平新报", "海陵时报", "锦川日报"],
          "en": ["The Marrow Tribune", "Pelham Evening Post", "The Quayside Herald", "Lowfield Gazette"]}
SECTIONS = {"zh": ["要闻", "智库", "民生", "教育", "经济", "理论", "城事", "科技·创新", "读书"],
            "en": ["Business", "METRO", "Science", "HEALTH", "Local News", "OPINION"]}
NAMES = ["陶然", "何一鸣", "沈若水", "段文昭", "许知行", "田野", "骆明", "贾云舒"]
PHOTOGRAPHERS = ["Ruth Okafor", "Dana Whitlock", "Piotr Marsh", "Leonie Castell", "Sam Ogilvy"]
PHOTO_CREDITS = ["Photo by {name}", "Photo by {name}", "Photograph by {name}", "{name}/{paper}", ""]
NOTES = {"zh": ["本报地址：{paper}大厦 邮编：43000{digit}", "新闻热线：8765432{digit}", "{paper}官方网站 每日更新"],
         "en": ["Subscribe: 555-010{digit}", "Early City Edition", "Letters: write to the editor, {paper}", "Weather, Page {digit}"]}
JUMPS = {"zh": ["（下转第{digit}版）", "下转第{digit}版"], "en": ["Continued on Page A{digit}", "Continued on B{digit}", "See page {digit}"]}
DISPLACED = [["headline", "kicker", "deck"], ["headline", "kicker", "deck", "byline"], ["heading"], ["heading"], ["heading", "pull_quote"],
             ["headline", "kicker", "deck", "heading", "pull_quote"], ["headline", "kicker", "deck", "heading", "pull_quote", "byline"],
             ["headline", "kicker", "deck", "heading", "pull_quote", "question"], ["question"]]


class Habits:
    """`style`: raw and default are pdftotext's two orders; seed has an empty line before each block and column; real has what
    other programs leave: empty lines after each line or none at all, kept indents, paragraphs on one line."""

    def __init__(self, language, articles, r):
        self.language = language
        self.style = r.choices(["raw", "default", "seed", "real"], [5, 7, 8, 4])[0]
        shuffled = 2 if self.style == "raw" else 1
        self.order = r.choices(["natural", "heads_first", "heads_last", "frames_shuffled", "obstacles_last"], [3, 2, 3, shuffled, 1.5])[0]
        seed, real = self.style == "seed", self.style == "real"
        self.draw_setting(language, real, r)
        self.draw_displaced(seed, real, r)
        self.glue = (seed or real) and r.random() < 0.15
        self.furniture = r.choices(["none", "number", "all"], [1, 2, 7])[0]
        self.notes = r.random() < 0.3
        self.photo_credit = r.choice(PHOTO_CREDITS) if language == "en" else ""
        self.jumps = r.random() < (0.4 if language == "en" else 0.1)
        self.draw_lines(seed, real, articles, r)

    def draw_setting(self, language, real, r):
        self.face = r.choices(["times", "coarse"], [8, 2])[0] if language == "en" else "square"
        self.size = r.choice([9.0, 9.5, 10.0])
        self.gap = r.choice([11.0, 14.0, 14.0, 20.0])
        self.indent = 2.0 if language == "zh" else r.choice([1.0, 1.0, 1.0, 0.85, 1.2, 1.5])
        self.whole_squares = language == "zh" and r.random() < (0.85 if real else 0.15)  # measures without a rest
        # Marks that share room overlap in a PDF, where pdftotext would break the line.
        self.pairs = r.random() < {"seed": 0.3, "real": 0.75}.get(self.style, 0.0)
        self.squeeze = r.choice([0.0, 0.5, 1.0, 1.5]) if real else 0.0
        self.hyphens = r.choice([0.0, 0.35, 0.6, 0.9])
        self.ragged = language == "en" and r.random() < 0.1
        self.obstacles_in_columns = r.random() < 0.8

    def draw_displaced(self, seed, real, r):
        self.displaced = set()
        if seed and r.random() < 0.8:
            self.displaced = set(r.choice(DISPLACED))
        elif real and r.random() < 0.4:
            self.displaced = set(r.choice(DISPLACED[2:6]))
        # A program that writes heads first or last writes the headings of the columns with them, more often than not.
        self.headings_go_along = self.order in ("heads_last", "frames_shuffled") and r.random() < 0.6
        self.displaced_are = r.choices(["in order", "reversed", "shuffled"], [17, 3 if real else 1, 1])[0]
        self.listed_after_article = real and r.random() < 0.4
        self.moves = r.randrange(2, 7) if (seed or real) and r.random() < 0.2 else 0  # of sections, across the page

    def draw_lines(self, seed, real, articles, r):
        self.double = r.randrange(articles) if seed and r.random() < 0.15 else None  # an article with an empty line after each
        self.blank_in_columns = r.random() < 0.9
        self.blank_before_quotes = (seed or real) and self.language == "zh" and r.random() < 0.6
        self.whole_lines = real and r.random() < 0.25
        self.every_line_blank = real and not self.whole_lines and r.random() < 0.2
        self.no_blank = real and not self.whole_lines and not self.every_line_blank and r.random() < 0.1
        self.keep_indent = real and r.random() < 0.35
        self.cuts_first_line = real and not self.whole_lines and r.random() < 0.2
        self.wide_lead = real and r.random() < 0.3
        self.second_measure = real and r.random() < 0.25
        self.reads_gaps = r.random() < (0.3 if real else 0.9)
        self.quotes_stay_close = r.random() < 0.5
        self.spaces_digits = real and r.random() < 0.5


def masthead(habits, r):
    """The parts of the page's head, in the order in which they were written."""
    language = habits.language
    paper, section = r.choice(PAPERS[language]), r.choice(SECTIONS[language])
    year, month, day = r.randrange(2018, 2027), r.randrange(1, 13), r.randrange(1, 29)
    if language == "zh":
        number, date = f"{r.randrange(1, 17):02}", f"{year}年{month}月{day}日 星期{r.choice('一二三四五六日')}"
    else:
        number = r.choice("ABC") + str(r.randrange(1, 13))
        date = r.choice(["Monday", "Tuesday", "Thursday", "Friday"]) + ", " + r.choice(["May", "June", "March", "October"]) + f" {day}, {year}"
    parts = [number, section, date, paper]
    if r.random() < 0.4:
        r.shuffle(parts)
    return number, paper, parts if habits.furniture == "all" else [number]


def editors(r):
    a, b, c = r.sample(NAMES, 3)
    return r.choice([f"责任编辑 {a} 美术编辑 {b}", f"责编 {a} 美编 {b} 校对 {c}", f"编审 {a} 责任编辑 {b}", f"本版编辑：{a} 版式：{b}"])


def note(habits, paper, r):
    return r.choice(NOTES[habits.language]).format(paper=paper, digit=r.randrange(1, 10))


def caption(habits, text, r):
    """The text with who took the picture behind it, where the page names photographers and the text does not."""
    is_named = any(c.isupper() for c in text.rstrip(".").split(". ")[-1][-12:])
    if not habits.photo_credit or is_named:
        return text
    return text + " " + habits.photo_credit.format(name=r.choice(PHOTOGRAPHERS), paper=PAPERS["en"][0])


def jump(habits, r):
    return r.choice(JUMPS[habits.language]).format(digit=r.randrange(2, 9))
