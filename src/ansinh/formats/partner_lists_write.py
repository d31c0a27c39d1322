"""Writes partners' lists as XLSX, CSV and XML under the headings of their layouts."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Literal

from lxml import etree

from ansinh.formats.harmless import harmless
from ansinh.formats.layout import load_layout
from ansinh.formats.sheet.write import Tab, Written, write_book

ListForm = Literal["xlsx", "csv", "xml"]


def write_partner_list(kind: str, columns: Mapping[str, Sequence[Written]], form: ListForm = "csv") -> bytes:
    """Return a list of `kind`: `columns` under the names of the layout's fields; a KeyError for a strange name."""
    layout = load_layout(f"partner_{kind}")
    fields = [layout.field(name) for name in columns]
    rows = list(zip(*columns.values(), strict=True))
    if form == "xlsx":
        return write_book([Tab(layout.form, [[field.heading for field in fields], *rows])])
    if form == "csv":
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow([field.heading for field in fields])
        writer.writerows([["" if cell is None else harmless(cell) for cell in row] for row in rows])
        return ("\ufeff" + out.getvalue()).encode()
    root = etree.Element("danh_sach")
    for row in rows:
        node = etree.SubElement(root, "dong")
        for field, cell in zip(fields, row, strict=True):
            etree.SubElement(node, field.leaf.replace(" ", "_")).text = "" if cell is None else str(cell)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)
