# SPDX-License-Identifier: Apache-2.0
"""How wide a character is, in em, in the faces that pages are set in.

Latin text is set in Times-Roman, by the advance widths of the Adobe Core 14 AFM (Adobe Systems, Core14_AFMs,
Times-Roman.afm, C 32 to C 251, in thousandths of an em), or in a coarse face of four widths. In Chinese text digits and
Latin letters take half a square, ideographs and marks a whole one.
"""

TIMES = {
    " ": 250, "!": 333, '"': 408, "#": 500, "$": 500, "%": 833, "&": 778, "'": 180, "(": 333, ")": 333, "*": 500, "+": 564,
    ",": 250, "-": 333, ".": 250, "/": 278, ":": 278, ";": 278, "<": 564, "=": 564, ">": 564, "?": 444, "@": 921,
    "A": 722, "B": 667, "C": 667, "D": 722, "E": 611, "F": 556, "G": 722, "H": 722, "I": 333, "J": 389, "K": 722, "L": 611,
    "M": 889, "N": 722, "O": 722, "P": 556, "Q": 722, "R": 667, "S": 556, "T": 611, "U": 722, "V": 722, "W": 944, "X": 722,
    "Y": 722, "Z": 611, "[": 333, "]": 333, "_": 500, "a": 444, "b": 500, "c": 444, "d": 500, "e": 444, "f": 333, "g": 500,
    "h": 500, "i": 278, "j": 278, "k": 500, "l": 278, "m": 778, "n": 500, "o": 500, "p": 500, "q": 500, "r": 333, "s": 389,
    "t": 278, "u": 500, "v": 500, "w": 722, "x": 500, "y": 500, "z": 444, "|": 200, "–": 500, "—": 1000, "•": 350,
    "“": 444, "”": 444, "‘": 333, "’": 333, "…": 1000, "é": 444, "è": 444, "ñ": 500, "¢": 500, "£": 500, "°": 400,
}

CLOSING = set("，。、；：？！”’）》」』】〉…—％%,.;:?!)")
OPENING = set("“‘（《「『【〈(")
SQUEEZABLE = set("，。、；：？！”’）》」』】“‘（《「『【")


def is_full(character):
    return ord(character) >= 0x2E80 or ord(character) > 0x7F and (character in CLOSING or character in OPENING)


def times_width(character):
    return TIMES.get(character, 500) / 1000


def coarse_width(character):
    if character in "iljt.,;:'’‘!|fI()[]":
        return 0.28
    if character in "mwMW—":
        return 0.83
    return 0.62 if character.isupper() else 0.25 if character == " " else 0.5


def square_width(character):
    if character == " ":
        return 0.25
    return 1.0 if is_full(character) else 0.5


FACES = {"times": times_width, "coarse": coarse_width, "square": square_width}


def width(text, face):
    return sum(map(face, text))
