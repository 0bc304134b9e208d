# SPDX-License-Identifier: Apache-2.0
"""Sets the text of a block in lines of one measure, as a newspaper column does: each line with the place of its characters.

Chinese lines are filled with full squares; closing marks begin no line, opening marks end none, digits and Latin
words are not cut. Two marks side by side may share a square and a half, and the marks of a line may give up some room.
English lines are filled word by word, with hyphenation. Justified lines are stretched to the measure.
"""
from faces import CLOSING, OPENING, SQUEEZABLE, is_full, width

LETTER_SPACE = 0.1  # em between two characters from which an extraction reads a space


class SetLine:
    def __init__(self, text, places, widths):
        self.text = text      # as set, with its hyphen
        self.places = places  # em from the column's left edge, one a character
        self.widths = widths

    def spaced(self, quotes_stay_close):
        """The text as an extraction reads it, which takes wide gaps between squares for spaces."""
        result = self.text[:1]
        for i, (left, right) in enumerate(zip(self.text, self.text[1:])):
            gap = self.places[i + 1] - self.places[i] - self.widths[i]
            close = quotes_stay_close and left in "“”‘’"
            if gap > LETTER_SPACE and not close and " " not in (left, right) and (is_full(left) or is_full(right)):
                result += " "
            result += right
        return result


def place(text, start, face, gaps, measure, pairs=False):
    """Characters side by side from `start`; `gaps(left, right)`: the share of the line's stretch a gap takes."""
    widths = [face(c) for c in text]
    for i, (left, right) in enumerate(zip(text, text[1:])):
        if pairs and left in SQUEEZABLE and right in SQUEEZABLE:
            widths[i] -= 0.5
    shares = [gaps(left, right) for left, right in zip(text, text[1:])]
    rest = measure - start - sum(widths) if measure is not None else 0.0
    each = rest / sum(shares) if sum(shares) and abs(rest) > 1e-6 else 0.0
    places, at = [], start
    for i, own in enumerate(widths):
        places.append(at)
        at += own + (each * shares[i] if i < len(shares) else 0.0)
    return SetLine(text, places, widths)


def square_gap(left, right):
    return 1.0 if is_full(left) or is_full(right) else 0.0


def word_gap(left, right):
    return 1.0 if left == " " else 0.0


def units_of(text):
    """What the line breaker does not cut: a character with its marks, a number, a Latin word."""
    units, at = [], 0
    while at < len(text):
        end = at
        while end < len(text) and text[end] in OPENING:
            end += 1
        if end < len(text) and not is_full(text[end]) and text[end] != " ":
            while end < len(text) and not is_full(text[end]) and text[end] != " ":
                end += 1
        elif end < len(text):
            end += 1
        while end < len(text) and text[end] in CLOSING and text[end] != "—":
            end += 1
        units.append(text[at:end])
        at = end
    return units


def set_chinese(text, measure, indent, face, squeeze=0.0, pairs=False, justified=True):
    """Lines of at most `measure` em. `squeeze`: em that the marks of a line may give up; `pairs`: marks side by side share
    a square and a half."""
    def own_width(line):
        shared = sum(a in SQUEEZABLE and b in SQUEEZABLE for a, b in zip(line, line[1:])) if pairs else 0
        return width(line, face) - 0.5 * shared
    texts, line, start = [], "", indent
    for unit in units_of(text):
        give = min(squeeze, 0.5 * sum(c in SQUEEZABLE for c in line + unit))
        if line and start + own_width(line + unit) - give > measure + 0.01:
            texts.append(line)
            line, start = "", 0.0
            unit = unit.lstrip(" ")
        line += unit
    texts.append(line)
    lines = []
    for i, line in enumerate(texts):
        start = indent if i == 0 else 0.0
        full = justified and i + 1 < len(texts)
        lines.append(place(line.rstrip(" "), start, face, square_gap, measure if full else None, pairs))
    return lines


def hyphenate(word, fits):
    """The longest part that fits with a hyphen, cut before a consonant, with a vowel on both sides."""
    best = None
    for cut in range(2, len(word) - 2):
        parts = word[:cut].lower(), word[cut:].lower()
        syllables = all(part.isalpha() and any(c in "aeiouy" for c in part) for part in parts)
        if syllables and parts[1][0] not in "aeiouy" and fits(word[:cut] + "-"):
            best = cut
    return best


def set_english(text, measure, indent, face, random, hyphens=0.35, justified=True):
    texts, line, start = [], "", indent
    words = text.split(" ")
    at = 0
    while at < len(words):
        word = words[at]
        grown = line + " " + word if line else word
        if line and start + width(grown, face) > measure + 1e-6:
            def fits(part):
                return start + width(line + " " + part, face) <= measure
            parts = word.split("-")
            core = word.rstrip(",.;:?!”’)")
            if len(parts) > 1 and len(parts[0]) > 1 and fits(parts[0] + "-"):
                texts.append(line + " " + parts[0] + "-")
                words[at] = "-".join(parts[1:])
            else:
                cut = hyphenate(core, fits) if len(core) > 4 and random.random() < hyphens else None
                texts.append(line + " " + word[:cut] + "-" if cut else line)
                words[at] = word[cut:] if cut else word
            line, start = "", 0.0
            continue
        line = grown
        at += 1
    texts.append(line)
    return [place(line, indent if i == 0 else 0.0, face, word_gap, measure if justified and i + 1 < len(texts) else None)
            for i, line in enumerate(texts)]
