#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Exporters beside their peers, as whole processes in one run: ./dev bench, or

    exporters_peers.py PROGRAM [PARAGRAPHS]

10,000 Chinese paragraphs, of sentences of the sample pages in an order that chance makes, to DOCX beside pandoc,
python-docx and a bare deflate of the same parts by zlib at level 6; to TEI beside pandoc; and the peak memory of every
exporter for this and for ten times as many paragraphs. Medians of five runs, in seconds of the clock and of the
processor (others may use the machine); ours read, clean and check the text before they write it. Peers that are not
installed are left out with a word.
"""
import os
import pathlib
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile

RUNS = 5
SAMPLES = pathlib.Path(__file__).resolve().parents[2] / "configs/samples"
EXPORTERS = ["tei", "csv", "json", "jsonl", "html", "markdown", "nitf", "ninjs", "fodt", "docx", "xlsx"]
PYTHON_DOCX = """
import sys, docx
document = docx.Document()
for line in open(sys.argv[1], encoding='utf-8'):
    if line.strip():
        document.add_paragraph(line.rstrip('\\n'))
document.save(sys.argv[2])
"""
DEFLATE = """
import sys, zlib, pathlib
packer = zlib.compressobj(6, zlib.DEFLATED, -15)
with open(sys.argv[2], 'wb') as out:
    for part in sorted(pathlib.Path(sys.argv[1]).iterdir()):
        out.write(packer.compress(part.read_bytes()))
    out.write(packer.flush())
"""


def run(command):
    """Seconds of the clock, of the processor, and peak memory (MB) of a process."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        raise SystemExit(f"{command[0]} failed: {errors.decode()[-1000:]}")
    return time.perf_counter() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def medians(commands):
    """Of all commands by turns, so that what else the machine does falls on all of them alike."""
    runs = [[run(command) for command in commands] for _ in range(RUNS)]
    return [tuple(statistics.median(r[i] for r in of_one) for i in (0, 1)) for of_one in zip(*runs)]


def write_inputs(folder, count):
    """In a process of its own: what this one holds when it starts another counts as the other's peak."""
    text = folder / f"{count}.txt"
    writer = os.fork()
    if writer > 0:
        os.waitpid(writer, 0)
        return text
    source = "".join(file.read_text(encoding="utf-8") for file in sorted(SAMPLES.glob("zh_*.txt")))
    sentences = [part + "。" for part in re.sub("\\s", "", source).split("。") if part]
    chance = random.Random(20240624)
    paragraphs = ["　　" + "".join(chance.choices(sentences, k=chance.randint(1, 3))) for _ in range(count)]
    text.write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")
    os._exit(0)


def write_config(folder, exporter):
    config = folder / f"{exporter}.yaml"
    config.write_text("version: 1\nread: [{use: reader_text}]\nstages: [{use: cleaner_plain}]\n"
                      f"write: [{{use: exporter_{exporter}}}]\n", encoding="utf-8")
    return str(config)


def main():
    program = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 10000
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        small, large = write_inputs(folder, count), write_inputs(folder, 10 * count)
        broadsheet = lambda exporter, text: [program, "run", write_config(folder, exporter), str(text), "-o",
                                             str(folder / "out"), "-j", "1", "-q", "--progress", "never"]
        run(broadsheet("docx", small))  # for its parts
        parts = folder / "parts"
        with zipfile.ZipFile(folder / "out" / f"{count}.docx") as archive:
            for number, part in enumerate(archive.namelist()):
                parts.mkdir(exist_ok=True)
                (parts / f"{number:03}").write_bytes(archive.read(part))
        peers = [("docx", "zlib level 6, the same parts", [sys.executable, "-c", DEFLATE, str(parts), str(folder / "z")])]
        if shutil.which("pandoc"):
            for exporter, writer in (("docx", "docx"), ("tei", "tei")):
                peers.append((exporter, "pandoc", ["pandoc", "-f", "markdown", "-t", writer, "-s", str(small), "-o", str(folder / f"p.{writer}"),
                                                   "--metadata", "title=x"]))
        else:
            print("pandoc is not installed: left out")
        if subprocess.run([sys.executable, "-c", "import docx"], capture_output=True).returncode == 0:
            peers.append(("docx", "python-docx", [sys.executable, "-c", PYTHON_DOCX, str(small), str(folder / "d.docx")]))
        else:
            print("python-docx is not installed: left out")
        print(f"{count} paragraphs, whole processes by turns, medians of {RUNS}")
        print(f"{'format':8}{'program':32}{'seconds':>9}{'processor':>11}{'as multiples of ours':>24}")
        for exporter in ("docx", "tei"):
            named = [("broadsheet", broadsheet(exporter, small))]
            named += [(peer, command) for kind, peer, command in peers if kind == exporter]
            times = medians([command for _, command in named])
            for (name, _), (clock, processor) in zip(named, times):
                print(f"{exporter:8}{name:32}{clock:9.3f}{processor:11.3f}"
                      f"{clock / times[0][0]:12.2f}{processor / times[0][1]:12.2f}")
        print(f"\npeak memory in MB{'':15}{count:>10}{10 * count:>12}")
        for exporter in EXPORTERS:
            print(f"exporter_{exporter:23}{run(broadsheet(exporter, small))[2]:10.0f}{run(broadsheet(exporter, large))[2]:12.0f}")


main()
