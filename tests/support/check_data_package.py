#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Holds every FILE.csv.datapackage.json below a folder against its table, as a reader of data packages would:
the rules of the Tabular Data Package (specs.frictionlessdata.io, version 1) that concern us, and every cell's type.

usage: check_data_package.py FOLDER
"""
import csv
import json
import pathlib
import re
import sys

CASTS = {"string": str, "integer": int, "number": float}
problems = []


def require(holds, file, what):
    if not holds:
        problems.append(f"{file}: {what}")


def check_package(file):
    package = json.loads(file.read_text(encoding="utf-8"))
    require(package["profile"] == "tabular-data-package", file, "another profile")
    require(len(package["resources"]) == 1, file, "not one resource")
    for source in package.get("sources", []):
        require(source.get("title"), file, "a source without title")
    if "created" in package:
        require(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", package["created"]), file, "created is no RFC 3339 time")
    for resource in package["resources"]:
        check_resource(file, resource)


def check_resource(file, resource):
    require(resource["profile"] == "tabular-data-resource", file, "another profile of the resource")
    require(re.fullmatch(r"[-a-z0-9._/]+", resource["name"]), file, "a name that is none")
    path = resource["path"]
    require(not path.startswith(("/", "..")) and "://" not in path, file, "a path that leads elsewhere")
    table = file.parent / path
    require(table.stat().st_size == resource["bytes"], file, "another number of bytes")
    dialect = resource["dialect"]
    require(dialect == {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
            file, "another dialect")
    with open(table, encoding=resource["encoding"], newline="") as text:
        header, *rows = csv.reader(text, delimiter=dialect["delimiter"], quotechar=dialect["quoteChar"],
                                   doublequote=dialect["doubleQuote"], strict=True)
    fields = resource["schema"]["fields"]
    require([field["name"] for field in fields] == header, file, f"fields {fields} for the columns {header}")
    require(all(field.get("description") for field in fields), file, "a field that is not described")
    missing = resource["schema"]["missingValues"]
    for row in rows:
        require(len(row) == len(fields), file, f"a row of {len(row)} cells")
        for field, cell in zip(fields, row):
            if cell not in missing:
                check_cell(file, field, cell)


def check_cell(file, field, cell):
    try:
        CASTS[field["type"]](cell)
    except (KeyError, ValueError):
        problems.append(f"{file}: {field['name']}: {cell!r} is no {field['type']}")


files = sorted(pathlib.Path(sys.argv[1]).rglob("*.datapackage.json"))
require(files, sys.argv[1], "no data package")
for found in files:
    check_package(found)
print("\n".join(problems[:20]))
sys.exit(1 if problems else 0)
