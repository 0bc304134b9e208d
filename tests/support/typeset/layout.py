# SPDX-License-Identifier: Apache-2.0
"""Lays a page out: articles in rows, each with its head, its columns, and pictures and pull quotes that stand in them.

Lengths are points. A frame is what a layout program writes in one go: a head, a column, a picture's caption.
"""

PAGE_WIDTH, PAGE_LEFT, GUTTER = 655.0, 34.0, 28.0
LEADING = 1.35


class Line:
    def __init__(self, set_line, block, size, measure):
        self.set_line, self.block, self.size, self.measure = set_line, block, size, measure
        self.text = set_line.text
        self.blank = False  # an empty line stands before it
        self.x = self.y = 0.0


class Frame:
    def __init__(self, kind, article, lines):
        self.kind, self.article, self.lines = kind, article, lines


def stack(lines, x, y, space=LEADING):
    for line in lines:
        y += space * line.size
        line.x, line.y = x, y
    return y


def choose_columns(random, width, size, gap, language):
    """How many columns, and their measure in em."""
    low, high, usual = (7.5, 22.0, 14.5) if language == "zh" else (10.5, 18.0, 13.0)
    choices = [(n, (width - (n - 1) * gap) / n / size) for n in range(1, 7)]
    fitting = [(n, m) for n, m in choices if low <= m <= high] or [min(choices, key=lambda c: abs(c[1] - usual))]
    return random.choices(fitting, [1.0 / (1.0 + (m / usual - 1.0) ** 2 * 12.0) for _, m in fitting])[0]


class Columns:
    """Fills columns of one height with lines, around what stands in them."""

    def __init__(self, count, measure, size, gap, x, y):
        self.count, self.measure, self.size, self.gap, self.x, self.y = count, measure, size, gap, x, y
        self.step = LEADING * size
        self.taken = [[] for _ in range(count)]  # (first, last) in steps from the columns' top
        self.least_height = 0.0  # steps

    def left(self, column):
        return self.x + column * (self.measure * self.size + self.gap)

    def reserve(self, first_column, columns, top, height):
        for column in range(first_column, min(first_column + columns, self.count)):
            self.taken[column].append((top, top + height))

    def free_from(self, column, at):
        moved = True
        while moved:
            moved = False
            for top, bottom in self.taken[column]:
                if top - 0.9 < at < bottom:
                    at, moved = bottom, True
        return at

    def fill(self, lines, is_heading, height):
        """Columns of lines with their places set, or None where they do not fit in `height` steps."""
        columns, column, at = [[]], 0, 0.0
        for number, line in enumerate(lines):
            heading = is_heading(line)
            first_of_heading = heading and (number == 0 or lines[number - 1].block != line.block)
            need = 2.6 if heading else 1.0
            at = self.free_from(column, at + (0.6 if first_of_heading and at else 0.0))
            while at + need > height:
                column, at = column + 1, 0.0
                columns.append([])
                if column == self.count:
                    return None
                at = self.free_from(column, at)
            centred = (self.measure - line.set_line.places[-1] - 1.0) / 2 if heading else 0.0
            line.x = self.left(column) + max(0.0, centred) * self.size
            at += 1.0
            line.y = self.y + at * self.step
            at += 0.4 if heading and (number + 1 == len(lines) or lines[number + 1].block != line.block) else 0.0
            columns[-1].append(line)
        return columns

    def fill_evenly(self, lines, is_heading):
        height = max(3.0, self.least_height, (len(lines) + sum(b - t for own in self.taken for t, b in own)) / self.count)
        columns = None
        while columns is None:
            columns = self.fill(lines, is_heading, height)
            height += 1.0
        return [column for column in columns if column], self.y + height * self.step
