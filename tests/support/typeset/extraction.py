# SPDX-License-Identifier: Apache-2.0
"""Writes a laid-out page as PDF, has pdftotext (poppler-utils) extract its text, and finds each line's block again.

The PDF has one CID font that is not embedded: widths and characters are all that an extraction of text asks for.
"""
import collections
import pathlib
import subprocess
import tempfile

SKIPPED = str.maketrans("", "", " \t\f　\u00a0-")  # what an extraction adds or takes away


def hexadecimal(text):
    return text.encode("utf-16-be").hex()


def write_pdf(lines, height):
    """`lines` in the order in which the program wrote them; y counts from the top."""
    width_of, content = {}, []
    for line in lines:
        shown, set_line = [], line.set_line
        for i, character in enumerate(set_line.text):
            own = width_of.setdefault(ord(character), round(1000 * line.face(character)))
            if i + 1 < len(set_line.text):
                advance = 1000 * (set_line.places[i + 1] - set_line.places[i])
                shown.append(f"<{hexadecimal(character)}> {own - advance:.1f}")
            else:
                shown.append(f"<{hexadecimal(character)}>")
        x = line.x + set_line.places[0] * line.size
        content.append(f"BT /F1 {line.size:.2f} Tf 1 0 0 1 {x:.2f} {height - line.y:.2f} Tm [{' '.join(shown)}] TJ ET")
    used = sorted(width_of)
    widths = " ".join(f"{c} [{width_of[c]}]" for c in used)
    mapped = "\n".join(f"<{c:04x}> <{c:04x}>" for c in used)
    to_unicode = (f"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def\n1 begincodespacerange <0000> <ffff> "
                  f"endcodespacerange\n{len(used)} beginbfchar\n{mapped}\nendbfchar\nendcmap end end")
    page = "\n".join(content)
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 724 {height:.0f}] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(page)} >>\nstream\n{page}\nendstream",
        "<< /Type /Font /Subtype /Type0 /BaseFont /Own /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 8 0 R >>",
        f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Own /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
        f"/Supplement 0 >> /FontDescriptor 7 0 R /DW 1000 /W [{widths}] >>",
        "<< /Type /FontDescriptor /FontName /Own /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 "
        "/CapHeight 700 /StemV 80 >>",
        f"<< /Length {len(to_unicode)} >>\nstream\n{to_unicode}\nendstream",
    ]
    out, offsets = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out.encode("ascii")


def pdf_to_text(lines, height, *options):
    with tempfile.TemporaryDirectory() as folder:
        pdf = pathlib.Path(folder) / "page.pdf"
        pdf.write_bytes(write_pdf(lines, height))
        return subprocess.run(["pdftotext", *options, pdf, "-"], check=True, capture_output=True).stdout.decode("utf-8").replace("\f", "")


def find_blocks(text, blocks):
    """For each line of `text` its (block, offset) in `blocks`, lists of set lines by block; None where a line cannot be placed.

    Every character of every block is claimed by one line, or the whole is None: the extraction mixed lines."""
    whole = {block: "".join(line.translate(SKIPPED) for line in lines) for block, lines in blocks.items()}
    free = {block: [True] * len(string) for block, string in whole.items()}
    wanted = {i: line.translate(SKIPPED) for i, line in enumerate(text.split("\n"))}
    wanted = {i: line for i, line in wanted.items() if line}
    claimed = {}

    def candidates(line):
        for block, string in whole.items():
            at = string.find(line)
            while at >= 0:
                if all(free[block][at:at + len(line)]):
                    yield block, at
                at = string.find(line, at + 1)

    def claim(i, found):
        block, at = found
        free[block][at:at + len(wanted[i])] = [False] * len(wanted[i])
        claimed[i] = found

    def fitness(i, found):
        block, at = found
        end = at + len(wanted[i])
        before, after = claimed.get(i - 1), claimed.get(i + 1)
        follows = before is not None and before == (block, at - len(wanted[i - 1]))
        leads = after is not None and after == (block, end)
        return (2 * (follows + leads) + (at == 0 or not free[block][at - 1]) + (end == len(free[block]) or not free[block][end]),
                len(wanted[i]) / max(1, len(whole[block])))

    open_lines = collections.deque(sorted(wanted))
    for least in (None, 2, 1, 0):
        progress = True
        while progress:
            progress = False
            for i in list(open_lines):
                found = list(candidates(wanted[i]))
                if not found:
                    return None
                best = max(found, key=lambda f: fitness(i, f))
                if len(found) == 1 or least is not None and fitness(i, best)[0] >= least:
                    claim(i, best)
                    open_lines.remove(i)
                    progress = True
    return None if any(any(own) for own in free.values()) else claimed
