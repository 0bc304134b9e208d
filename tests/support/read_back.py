#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Reads what the exporters wrote with programs that share no code with them, and compares.

usage: read_back.py texts|pandoc|office|schemas FOLDER SCHEMAS

FOLDER has d<N>.<suffix> of every format and d<N>.expected: {"blocks": [[block id, role number, text], ...],
"annotations": [[layer, target id, words, [[attribute, value], ...]], ...]}.
Prints what differs and exits with 1; prints SKIPPED where what it needs is not installed.
"""
import csv
import html.parser
import json
import pathlib
import re
import shutil
import subprocess
import sys
import unicodedata
import zipfile

HEADLINE, FURNITURE = 2, 13
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
problems = []


def xml_text(text):
    return NOT_XML.sub("\ufffd", text)


def same(what, found, expected):
    if found != expected:
        problems.append(f"{what}:\n  found    {found!r}\n  expected {expected!r}")


def documents(folder):
    for file in sorted(folder.glob("d*.expected")):
        yield file.with_suffix(""), json.loads(file.read_text(encoding="utf-8"))["blocks"]


def with_suffix(stem, suffix):
    return stem.with_name(stem.name + "." + suffix)


def skip(reason):
    print("SKIPPED: " + reason)
    sys.exit(0)


def by_id(root, name):
    return {element.get(name): "".join(element.itertext()) for element in root.iter() if element.get(name)}


# --- parsers of Python and libxml2 ---

class HtmlTexts(html.parser.HTMLParser):
    """The text of every element with an id, as a browser's parser nests them."""
    VOID = {"meta", "input", "br"}

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.texts = [], {}

    def handle_starttag(self, tag, attributes):
        if tag not in self.VOID:
            self.open.append((tag, dict(attributes).get("id")))
            if self.open[-1][1]:
                self.texts[self.open[-1][1]] = ""

    def handle_startendtag(self, tag, attributes):
        if tag not in self.VOID:
            problems.append(f"html: <{tag}/> closes nothing in a browser")

    def handle_endtag(self, tag):
        if self.open.pop()[0] != tag:
            problems.append(f"html: </{tag}> does not match")

    def handle_data(self, data):
        for _, id in self.open:
            if id:
                self.texts[id] += data


def sheet_rows(file, number):
    from lxml import etree
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(file) as archive:
        root = etree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))
    for row in root.iter(space + "row"):
        cells = []
        for cell in row.iter(space + "c"):
            if cell.get("t") not in (None, "inlineStr") or cell.find(space + "f") is not None:
                problems.append(f"{file}: a cell of type {cell.get('t')}")
            texts = cell.iter(space + "t") if cell.get("t") else cell.iter(space + "v")
            text = "".join(t.text or "" for t in texts)
            cells.append(re.sub("_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m.group(1), 16)), text))
        yield cells


def texts(folder, _):
    try:
        from lxml import etree
    except ImportError:
        skip("python3-lxml is not installed")
    csv.field_size_limit(10 ** 9)
    for stem, blocks in documents(folder):
        expected = {id: text for id, _, text in blocks}
        clean = {id: xml_text(text) for id, text in expected.items()}
        for suffix, name in (("tei.xml", "{http://www.w3.org/XML/1998/namespace}id"), ("html", "id"), ("nitf.xml", "id")):
            file = with_suffix(stem, suffix)
            found = by_id(etree.parse(str(file)).getroot(), name)
            for id, text in clean.items():
                # NITF and TEI have no place for an empty article's block but its element
                same(f"{file.name} {id}", found.get(id), text)
        reader = HtmlTexts()
        reader.feed(with_suffix(stem, "html").read_text(encoding="utf-8"))
        for id, text in clean.items():
            # a browser maps references to C1 controls; the file has the characters themselves
            same(f"{stem.name}.html {id} (html.parser)", reader.texts.get(id), text)
        with open(with_suffix(stem, "csv"), encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, strict=True))
        same(f"{stem.name}.csv", [(row["block_id"], row["text"]) for row in rows], list(expected.items()))
        record = json.loads(with_suffix(stem, "json").read_text(encoding="utf-8"))
        found = [(b["id"], b["text"]) for a in record["articles"] for b in a["blocks"]]
        same(f"{stem.name}.json", found + [(b["id"], b["text"]) for b in record["furniture"]], list(expected.items()))
        line, = with_suffix(stem, "jsonl").read_text(encoding="utf-8").split("\n")[:-1]
        same(f"{stem.name}.jsonl", json.loads(line)["articles"], record["articles"])
        header, *rows = sheet_rows(with_suffix(stem, "xlsx"), 4)
        same(f"{stem.name}.xlsx", [(row[header.index("block_id")], row[header.index("text")]) for row in rows], list(expected.items()))
        check_ninjs(stem, blocks)
        check_layers(stem)


# --- annotations of other plugins' layers: [layer, target, words, values] as each format has them ---

def as_text(value):
    return str(value).lower() if isinstance(value, bool) else str(value)


def layers_of_json(stem):
    record = json.loads(with_suffix(stem, "json").read_text(encoding="utf-8"))
    for layer in record.get("layers", []):
        for annotation in layer["annotations"]:
            yield layer["name"], annotation["target"], [[name, as_text(value)] for name, value in annotation["values"].items()]


def layers_of_tei(stem):
    from lxml import etree
    tei = "{http://www.tei-c.org/ns/1.0}"
    for layer in etree.parse(str(with_suffix(stem, "tei.xml"))).iter(tei + "listAnnotation"):
        for annotation in layer.iter(tei + "annotation") if layer.get("type") == "layer" else []:
            target = annotation.get("target")[1:]
            values = [[note.get("n"), note.text or ""] for note in annotation.iter(tei + "note") if note.get("type") == "value"]
            yield layer.get("n"), "document" if target == "text" else target, values


def layers_of_docx(stem):
    from lxml import etree
    space = "{https://broadsheet.example/ns/provenance/1}"
    with zipfile.ZipFile(with_suffix(stem, "docx")) as archive:
        root = etree.fromstring(archive.read("customXml/item1.xml"))
    for annotation in root.iter(space + "annotation"):
        values = [[value.get("name"), value.text or ""] for value in annotation.iter(space + "value")]
        yield annotation.get("layer"), annotation.getparent().get("id", "document"), values


def layers_of_nitf(stem):
    from lxml import etree
    space = "{http://iptc.org/std/NITF/2006-10-18/}"
    for classifier in etree.parse(str(with_suffix(stem, "nitf.xml"))).iter(space + "classifier"):
        if classifier.get("type").startswith("layer:"):
            values = [[code.get("idsrc"), code.get("value")] for code in classifier.iter(space + "alt-code")]
            yield classifier.get("type")[6:], classifier.get("class"), values


def layers_of_rows(rows):
    found = {}
    for row in rows:
        target = row["sentence_id"] or row["block_id"] or row["article_id"] or "document"
        values = found.setdefault(row["annotation"], (row["layer"], target, row["text"], []))[3]
        if row["attribute"]:
            values.append([row["attribute"], row["value"]])
    return list(found.values())


def check_layers(stem):
    annotations = json.loads(stem.with_name(stem.name + ".expected").read_text(encoding="utf-8"))["annotations"]
    clean = [[xml_text(layer), id, xml_text(words), [[a, xml_text(v)] for a, v in values]] for layer, id, words, values in annotations]
    ordered = lambda found: sorted([layer, id, values] for layer, id, *_, values in found)
    same(f"{stem.name}.json layers", ordered(layers_of_json(stem)), ordered(annotations))
    for kind in (layers_of_tei, layers_of_docx, layers_of_nitf):
        same(f"{stem.name} {kind.__name__}", ordered(kind(stem)), ordered(clean))
    with open(with_suffix(stem, "layers.csv"), encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    same(f"{stem.name}.layers.csv", [list(row) for row in layers_of_rows(rows)], annotations)
    if annotations:
        header, *cells = sheet_rows(with_suffix(stem, "xlsx"), 5)
        same(f"{stem.name}.xlsx layers", [list(row) for row in layers_of_rows([dict(zip(header, row)) for row in cells])], annotations)
    check_shown_layers(stem, clean)


def check_shown_layers(stem, annotations):
    """Where people read them: a line each below the text, in a comment of the word processor."""
    from lxml import etree
    in_words = lambda layer, values: layer + (": " if values else "") + ", ".join(f"{a}={v}" for a, v in values)
    page = etree.parse(str(with_suffix(stem, "html")))
    shown = [[p.get("data-layer"), p.get("data-target"), "".join(p.itertext())] for p in page.iter("{*}p") if p.get("data-layer")]
    same(f"{stem.name}.html layers", sorted(shown), sorted(
        [layer, id, (words + " " if words else "") + in_words(layer, values)] for layer, id, words, values in annotations))
    comments = [squeezed("".join(a.itertext())) for a in etree.parse(str(with_suffix(stem, "fodt"))).iter("{*}annotation")]
    markdown = squeezed(with_suffix(stem, "md").read_text(encoding="utf-8"))
    for layer, _, _, values in annotations:
        wanted = squeezed(in_words(layer, values))
        if not any(wanted in comment for comment in comments):
            problems.append(f"{stem.name}.fodt: no comment has {wanted!r} in {comments!r}")
        escaped = re.sub("[<>\x00-\x1f]", "_", in_words(layer, values))
        if squeezed(re.sub("--", "-_", escaped))[:8] not in markdown:
            problems.append(f"{stem.name}.md: no comment has {escaped!r}")


def check_ninjs(stem, blocks):
    item = json.loads(with_suffix(stem, "ninjs.json").read_text(encoding="utf-8"))
    articles = item["associations"] if item["type"] == "composite" else [item]
    found = [(body["value"], [h["value"] for h in a["headlines"]]) for a in articles for body in a["bodies"][:1]]
    expected = []
    for number in range(1, len(articles) + 1):
        own = [(role, text) for id, role, text in blocks if id.startswith(f"a{number}.")]
        expected.append(("\n\n".join(text for role, text in own if role not in (1, 2, 3, 4)),
                         [text for role, text in own if role in (1, 2, 3)]))
    same(f"{stem.name}.ninjs.json", found, expected)


# --- pandoc ---

def squeezed(text):
    """What no reader of prose promises to keep is left out: white space, and invisible characters."""
    text = unicodedata.normalize("NFC", text)  # pandoc composes
    return re.sub("[\\s\u00a0\u200b\u00ad\u0085\u0000-\u001f\u007f\ufffd]+", "", text)


def words_of(node):
    if isinstance(node, list):
        return "".join(words_of(part) for part in node)
    if not isinstance(node, dict):
        return ""
    kind, content = node.get("t"), node.get("c")
    if kind in ("Str", "Math", "RawInline", "Code"):
        return content if isinstance(content, str) else content[1]
    if kind == "Quoted":
        return words_of(content[1])
    if kind == "Note" or kind == "RawBlock":
        return ""
    return words_of(content)


def pandoc_words(file, reader):
    """Of text and metadata: pandoc takes a first title for the latter."""
    tree = subprocess.run(["pandoc", "-f", reader, "-t", "json", str(file)], capture_output=True, check=True).stdout
    read = json.loads(tree)
    return squeezed(words_of(read["blocks"]) + words_of(list(read["meta"].values())))


def pandoc(folder, _):
    if shutil.which("pandoc") is None:
        skip("pandoc is not installed")
    readers = {"md": "commonmark_x-smart-emoji-footnotes+yaml_metadata_block", "docx": "docx"}
    for stem, blocks in list(documents(folder))[:6]:
        for suffix, reader in readers.items():
            found = pandoc_words(with_suffix(stem, suffix), reader)
            for id, _, text in blocks:
                wanted = squeezed(xml_text(text))
                if wanted not in found:
                    problems.append(f"{stem.name}.{suffix} {id}: {wanted!r} is not in {found!r}")


# --- LibreOffice ---

def office(folder, _):
    if shutil.which("soffice") is None:
        skip("LibreOffice is not installed")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    stems = [stem for stem, _ in documents(folder)][:4]
    for suffix, target in (("fodt", "txt:Text (encoded):UTF8"), ("xlsx", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,4")):
        files = [str(with_suffix(stem, suffix)) for stem in stems]
        subprocess.run(["soffice", profile, "--headless", "--convert-to", target, "--outdir", str(folder / "office"), *files],
                       capture_output=True, check=True, timeout=240)
    for stem, blocks in list(documents(folder))[:4]:
        found = squeezed((folder / "office" / (stem.name + ".txt")).read_text(encoding="utf-8-sig"))
        for id, _, text in blocks:
            if squeezed(xml_text(text)) not in found:
                problems.append(f"{stem.name}.fodt {id}: {squeezed(xml_text(text))!r} is not in {found!r}")
        file, = (folder / "office").glob(stem.name + "-*.csv")
        with open(file, encoding="utf-8-sig", newline="") as table:
            header, *rows = list(csv.reader(table))
        place = header.index("text")
        same(f"{stem.name}.xlsx (LibreOffice)", [squeezed(row[place]) for row in rows],
             [squeezed(text) for _, _, text in blocks])


# --- schemas ---

def xmllint(kind, schema, files):
    result = subprocess.run(["xmllint", "--nonet", "--noout", kind, str(schema), *files], capture_output=True, text=True)
    if result.returncode != 0:
        problems.append(result.stderr[:3000])


def check_workbook(file, schemas):
    from lxml import etree
    schema = etree.XMLSchema(etree.parse(str(schemas / "ooxml-transitional/sml.xsd")))
    with zipfile.ZipFile(file) as archive:
        for name in archive.namelist():
            if not name.startswith("xl/") or not name.endswith(".xml"):
                continue
            part = etree.fromstring(archive.read(name))
            for text in part.iter("{*}t"):  # the schema knows no xml:space; Excel writes and wants it
                text.attrib.pop("{http://www.w3.org/XML/1998/namespace}space", None)
            if not schema.validate(part):
                problems.append(f"{file} {name}: {schema.error_log.last_error}")
        if any(entry.date_time != (1980, 1, 1, 0, 0, 0) for entry in archive.infolist()):
            problems.append(f"{file}: a part has a date of its own")


def schemas(folder, formats):
    if not (formats / "schemas").is_dir():
        skip("../shared/formats is not here")
    try:
        import lxml  # noqa: F401
    except ImportError:
        skip("python3-lxml is not installed")
    files = lambda suffix: [str(file) for file in sorted(folder.glob("d*." + suffix))]
    xmllint("--schema", formats / "schemas/nitf/nitf-3-6.xsd", files("nitf.xml"))
    xmllint("--relaxng", formats / "schemas/odf/OpenDocument-v1.3-schema.rng", files("fodt"))
    for file in files("xlsx"):
        check_workbook(file, formats / "schemas")
    for file in files("ninjs.json"):
        result = subprocess.run([sys.executable, str(formats / "validate_json.py"), str(formats / "schemas/ninjs/ninjs-schema_3.1.json"), file],
                                capture_output=True, text=True)
        if result.returncode != 0:
            problems.append(result.stdout[:2000] + result.stderr[:500])
    result = subprocess.run([sys.executable, str(formats / "validate_docx.py"), *files("docx")], capture_output=True, text=True)
    for line in result.stdout.splitlines():
        if "error" in line and "0 errors, 0 warnings" not in line:
            problems.append(line)
    if shutil.which("jing") is not None:
        result = subprocess.run(["jing", str(formats / "schemas/tei/tei_all.rng"), *files("tei.xml")], capture_output=True, text=True)
        if result.returncode != 0:
            problems.append(result.stdout[:3000])


def main():
    check = {"texts": texts, "pandoc": pandoc, "office": office, "schemas": schemas}[sys.argv[1]]
    check(pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]))
    print("\n".join(problems[:20]))
    sys.exit(1 if problems else 0)


main()
