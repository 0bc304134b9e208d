# SPDX-License-Identifier: Apache-2.0
"""Sets the text of a block in lines of one measure, as a newspaper column does.

Chinese lines are filled with full squares; closing marks begin no line, opening marks end none, digits and Latin
words are not cut. A line that stays short because the next unit did not fit is stretched, and an extraction reads
wide stretching as spaces between the characters. English lines are filled word by word, with hyphenation.
"""

CLOSING = set("，。、；：？！”’）》」』】〉…—％%,.;:?!)")
OPENING = set("“‘（《「『【〈(")
SQUEEZABLE = set("，。、；：？！”’）》」』】“‘（《「『【")


def is_full(character):
    return ord(character) >= 0x2E80 or character in CLOSING and ord(character) > 0x7F or character in OPENING and ord(character) > 0x7F


def width_of(character, roman):
    if roman:
        if character in "iljt.,;:'’‘!|fI()[]":
            return 0.28
        if character in "mwMW—":
            return 0.83
        return 0.62 if character.isupper() else 0.25 if character == " " else 0.5
    if character == " ":
        return 0.25
    return 1.0 if is_full(character) else 0.52


def width(text, roman=False):
    return sum(width_of(c, roman) for c in text)


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


def letter_space(line):
    result = line[0]
    for left, right in zip(line, line[1:]):
        if left not in "“" and right not in "”" or is_full(left) and is_full(right):
            result += " " if is_full(left) or is_full(right) else ""
        result += right
    return result


def set_chinese(text, measure, indent, squeeze, stretch_shows):
    """Lines of at most `measure` em. `squeeze`: em that punctuation of a line may give up;
    `stretch_shows`: em a character from which stretching is read as spaces, or None."""
    lines, line, used = [], "", indent
    for unit in units_of(text):
        own = width(unit)
        give = min(squeeze, 0.5 * sum(c in SQUEEZABLE for c in line + unit))
        if line and used + own - give > measure + 0.01:
            lines.append((line, used))
            line, used = "", 0.0
            unit = unit.lstrip(" ")
            own = width(unit)
        line += unit
        used += own
    lines.append((line, None))
    return [letter_space(l) if stretch_shows and used is not None and len(l) > 3
            and (measure - used) / (len(l) - 1) > stretch_shows else l for l, used in lines]


def hyphenate(word, room, roman_width):
    """The longest part that fits with a hyphen, cut between a vowel and a consonant."""
    best = None
    for cut in range(3, len(word) - 2):
        if word[cut - 1].lower() in "aeiouy" or word[cut].lower() not in "aeiouy":
            if not (word[cut - 1].isalpha() and word[cut].isalpha() and word[cut - 2].isalpha()):
                continue
            if roman_width(word[:cut] + "-") <= room:
                best = cut
    return best


def set_english(text, measure, indent, random, hyphens=0.35):
    lines, line, used = [], "", indent
    roman = lambda t: width(t, True)
    words = text.split(" ")
    at = 0
    while at < len(words):
        word = words[at]
        own = roman(word) + (0.25 if line else 0)
        if line and used + own > measure:
            room = measure - used - 0.25
            parts = word.split("-")
            if len(parts) == 2 and len(parts[0]) > 2 and roman(parts[0] + "-") <= room:
                lines.append(line + " " + parts[0] + "-")
                words[at] = parts[1]
            else:
                cut = hyphenate(word, room, roman) if len(word) > 6 and random.random() < hyphens else None
                if cut:
                    lines.append(line + " " + word[:cut] + "-")
                    words[at] = word[cut:]
                else:
                    lines.append(line)
            line, used = "", 0.0
            continue
        line += (" " if line else "") + word
        used += own
        at += 1
    lines.append(line)
    return lines
