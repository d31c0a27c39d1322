"""Raw visits to files: the envelope of the ministry, one file a sender and batch, lists as CSV, the truth beside."""

import base64
import csv
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

from ansinh.jobs.synthetic.claims.layout import LAYOUT
from ansinh.jobs.synthetic.claims.visit import Row, Visit

SIGNATURE = (
    '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo><Reference><DigestValue>c3ludGhldGlj</DigestValue>'
    "</Reference></SignedInfo><SignatureValue>c3ludGhldGlj</SignatureValue><KeyInfo><X509Data><X509Certificate>"
    "c3ludGhldGlj</X509Certificate></X509Data></KeyInfo></Signature>"
)


def table_xml(name: str, rows: Sequence[Row]) -> str:
    """Return one table as the decision lays it out."""
    root, list_tag, row_tag, fields = LAYOUT[name]
    parts = ['<?xml version="1.0" encoding="utf-8"?>', f"<{root}>", f"<{list_tag}>" if list_tag else ""]
    for row in rows:
        parts.append(f"<{row_tag}>" if row_tag else "")
        parts += [f"<{key}>{escape(row.get(key, ''))}</{key}>" for key in fields]
        parts += [f"<{key}>{escape(value)}</{key}>" for key, value in row.items() if key not in fields]
        parts.append(f"</{row_tag}>" if row_tag else "")
    return "".join([*parts, f"</{list_tag}>" if list_tag else "", f"</{root}>"])


def tables_of(visit: Visit) -> list[tuple[str, str]]:
    """Return (LOAIHOSO, base64) of every table of a visit."""
    tables: dict[str, Sequence[Row]] = {
        "XML1": [visit.summary],
        "XML2": visit.drugs,
        "XML3": visit.services,
        **visit.papers,
    }
    there = [(name, rows) for name, rows in tables.items() if rows and name not in visit.drop]
    written = [(name, base64.b64encode(table_xml(name, rows).encode()).decode()) for name, rows in there]
    return [(name, visit.broken.get(name, body)) for name, body in written] + [
        (name, body) for name, body in visit.broken.items() if name not in dict(written)
    ]


def envelope(visits: Sequence[Visit]) -> bytes:
    """Return one envelope of visits of one sender."""
    head = visits[0]
    return wrapped([tables_of(visit) for visit in visits], sender=head.sender, signed=not head.unsigned)


def wrapped(
    records: Sequence[Sequence[tuple[str, str]]], *, sender: str, day: str = "20260705", signed: bool = True
) -> bytes:
    """Return an envelope of records, each its tables as (LOAIHOSO, base64)."""
    inner = "".join(
        "<HOSO>" + "".join(
            f"<FILEHOSO><LOAIHOSO>{name}</LOAIHOSO><NOIDUNGFILE>{body}</NOIDUNGFILE></FILEHOSO>"
            for name, body in tables
        ) + "</HOSO>"
        for tables in records
    )  # fmt: skip
    return (
        '<?xml version="1.0" encoding="utf-8"?><GIAMDINHHS xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        'xmlns:xsd="http://www.w3.org/2001/XMLSchema"><THONGTINDONVI>'
        f"<MACSKCB>{sender}</MACSKCB></THONGTINDONVI><THONGTINHOSO><NGAYLAP>{day}</NGAYLAP>"
        f"<SOLUONGHOSO>{len(records)}</SOLUONGHOSO><DANHSACHHOSO>{inner}</DANHSACHHOSO></THONGTINHOSO>"
        f"<CHUKYDONVI>{SIGNATURE if signed else ''}</CHUKYDONVI></GIAMDINHHS>"
    ).encode()


def write_visits(folder: Path, visits: Iterable[Visit], *, each: int = 25, archived: bool = True) -> int:
    """Write visits to files of `each`, by sender; unsigned ones apart, every fourth file in an archive. How many."""
    ordered = sorted(visits, key=lambda visit: (visit.sender, visit.unsigned))
    folder.mkdir(parents=True, exist_ok=True)
    written = files = 0
    for (sender, unsigned), group in groupby(ordered, key=lambda visit: (visit.sender, visit.unsigned)):
        same = list(group)
        for first in range(0, len(same), each):
            part = same[first : first + each]
            name = f"{sender}_{first // each:04d}{'_unsigned' if unsigned else ''}.xml"
            files += 1
            if archived and files % 4 == 0:
                with zipfile.ZipFile(folder / f"{name}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
                    archive.writestr(name, envelope(part))
            else:
                (folder / name).write_bytes(envelope(part))
            written += len(part)
    return written


def write_lists(folder: Path, lists: Mapping[str, tuple[Sequence[str], Sequence[Sequence[str]]]]) -> None:
    """Write lists as CSV: name -> (headings, rows)."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (headings, rows) in lists.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(headings)
            writer.writerows(rows)


def write_truth(path: Path, planted: Mapping[str, Sequence[str]], at: str) -> None:
    """Write which rules were broken where, for comparing."""
    path.write_text(json.dumps({"at": at, "planted": planted}, ensure_ascii=False, indent=1), encoding="utf-8")
