"""Claims wherever they lie: a file, a zip archive, a folder of both. Yields records; lists what could not be read."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final

from ansinh.domain.claims.record import Fault, Record
from ansinh.formats.claims_envelope import ROOT, Opening, known_roots, read_envelope, read_loose, sniff
from ansinh.formats.claims_table import Quick

LARGEST_MEMBER: Final = 2 * 1024 * 1024 * 1024
LARGEST_LOOSE: Final = 64 * 1024 * 1024
MOST_MEMBERS: Final = 200_000
MOST_RATIO: Final = 200
MOST_UNPACKED: Final = 4 * 1024 * 1024 * 1024  # of all members of an archive together
HEAD: Final = 4_096
BESIDE: Final = frozenset({".csv", ".json"})
LITTER: Final = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
GZIP: Final = b"\x1f\x8b"
ARCHIVES: Final = (b"PK\x03\x04", b"PK\x05\x06")  # the second is one without files
BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, NotImplementedError,
)  # fmt: skip


@dataclass(slots=True)
class SourceFile:
    """One file that was opened: its name, what its envelope said, its faults; `unread` where nothing came of it."""

    name: str
    opening: Opening = field(default_factory=Opening)

    @property
    def unread(self) -> bool:
        """Whether no record came of the file."""
        return self.opening.records == 0


@dataclass(slots=True)
class Intake:
    """A run over sources: every file that was opened, in order, and a quick way to read them."""

    files: list[SourceFile] = field(default_factory=list)
    quick: Quick | None = None

    def open(self, name: str) -> SourceFile:
        """Begin a file."""
        self.files.append(SourceFile(name, Opening(quick=self.quick)))
        return self.files[-1]

    @property
    def faults(self) -> list[tuple[str, Fault]]:
        """What was wrong with files as a whole, with their names."""
        return [(file.name, fault) for file in self.files for fault in file.opening.faults]


def read_sources(paths: Iterable[Path], intake: Intake) -> Iterator[Record]:
    """Yield the records of files, archives and folders, in the order of names. Raises nothing for what they hold."""
    loose: dict[str, Record] = {}
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and (path.is_file() or may_be_claims(file)):
                name = str(file.relative_to(path)) if path.is_dir() else file.name
                with file.open("rb") as stream:
                    yield from read_stream(stream, name, intake, loose)
    yield from loose.values()


def may_be_claims(file: Path) -> bool:
    """Return whether a file of a folder is looked at: all but the lists (CSV) and notes (JSON) that lie beside them."""
    return file.suffix.lower() not in BESIDE and not file.name.startswith(".")


def read_bytes(data: bytes, name: str, intake: Intake) -> Iterator[Record]:
    """Yield the records of an upload."""
    loose: dict[str, Record] = {}
    yield from read_stream(io.BytesIO(data), name, intake, loose)
    yield from loose.values()


def read_stream(stream: IO[bytes], name: str, intake: Intake, loose: dict[str, Record]) -> Iterator[Record]:
    """Yield the records of one opened file; loose tables are gathered by episode in `loose`."""
    head = stream.read(HEAD)
    stream.seek(0)
    if head[:4] in ARCHIVES:
        yield from _read_archive(stream, name, intake, loose)
        return
    yield from _read_xml(stream, head, intake.open(name), loose)


def _read_xml(stream: IO[bytes], head: bytes, file: SourceFile, loose: dict[str, Record]) -> Iterator[Record]:
    """Yield the records of one XML file: an envelope, or a loose table."""
    tag = sniff(head)
    if tag == ROOT:
        yield from signed_after(read_envelope(stream, file.name, file.opening), file.opening)
        return
    if tag not in known_roots():
        found = f"root <{tag[:60]}>" if tag else _no_xml(head)
        file.opening.faults.append(Fault("STR-01", "", None, ROOT, found))
        return
    data = stream.read(LARGEST_LOOSE + 1)
    read = (
        Fault("STR-01", "", None, ROOT, f"a table of more than {LARGEST_LOOSE >> 20} MB")
        if len(data) > LARGEST_LOOSE
        else read_loose(data, file.name)
    )
    if isinstance(read, Fault):
        file.opening.faults.append(read)
        return
    file.opening.records += 1
    episode, record = read
    together = loose.setdefault(episode or file.name, record)
    if together is not record:
        for kind, rows in record.tables.items():
            together.tables[kind] = [*together.tables.get(kind, ()), *rows]
        together.faults.extend(record.faults)
        together.standard = record.standard if record.standard == "4210" else together.standard


def _no_xml(head: bytes) -> str:
    """Say what a file is that is no XML in UTF-8."""
    if head.startswith(GZIP):
        return "not XML: a gzip archive, please send it unpacked or as zip"
    return "not XML in UTF-8" if head.strip() else "not XML: empty"


def signed_after(records: Iterator[Record], opening: Opening) -> Iterator[Record]:
    """Yield records with the envelope's signature: it stands at the end, so small envelopes wait for it."""
    waiting: list[Record] = []
    for record in records:
        waiting.append(record)
        if len(waiting) > 500:
            yield waiting.pop(0)
    for record in waiting:
        record.signed = bool(opening.signed)
        yield record


def _read_archive(stream: IO[bytes], name: str, intake: Intake, loose: dict[str, Record]) -> Iterator[Record]:
    """Yield the records of the members of an archive, one member open at a time."""
    try:
        archive = zipfile.ZipFile(stream)
        members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        intake.open(name).opening.faults.append(Fault("STR-01", "", None, "zip", str(error)[:160]))
        return
    if len(members) > MOST_MEMBERS:
        found = f"{len(members)} files, at most {MOST_MEMBERS}"
        intake.open(name).opening.faults.append(Fault("STR-01", "", None, "zip", found))
        return
    if all(member.is_dir() or _is_litter(member.filename) for member in members):
        intake.open(name).opening.faults.append(Fault("STR-01", "", None, "zip", "no file in the archive"))
    unpacked = sum(member.file_size for member in members)
    if unpacked > MOST_UNPACKED:
        found = f"unpacks to {unpacked >> 20} MB, at most {MOST_UNPACKED >> 20}"
        intake.open(name).opening.faults.append(Fault("STR-01", "", None, "zip", found))
        return
    for member in members:
        if not (member.is_dir() or _is_litter(member.filename)):
            yield from _read_member(archive, member, intake.open(f"{name}/{member.filename[:200]}"), loose)


def _is_litter(name: str) -> bool:
    """Return whether a member is a folder written by Windows, or what a desktop puts into every archive."""
    path = name.replace("\\", "/")
    last = path.rsplit("/", 1)[-1]
    return not last or last.startswith("._") or last in LITTER or path.startswith("__MACOSX/")


def _read_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, file: SourceFile, loose: dict[str, Record]
) -> Iterator[Record]:
    """Yield the records of one member; bombs, nested archives, passwords and broken members are faults."""
    why = _refused(member)
    if why:
        file.opening.faults.append(Fault("STR-01", "", None, "zip", why))
        return
    try:
        with archive.open(member) as stream:
            head = stream.read(HEAD)
        with archive.open(member) as stream:
            yield from _read_xml(stream, head, file, loose)
    except BROKEN as error:
        file.opening.faults.append(Fault("STR-01", "", None, "zip", str(error)[:160]))


def _refused(member: zipfile.ZipInfo) -> str:
    """Return why a member is not opened; empty where it is."""
    if member.flag_bits & 1:
        return "password"
    if member.filename.lower().endswith((".zip", ".rar", ".7z", ".gz")):
        return "archive inside an archive"
    if member.file_size > LARGEST_MEMBER:
        return f"{member.file_size >> 20} MB"
    if member.file_size > (1 << 20) and member.file_size > MOST_RATIO * max(member.compress_size, 1):
        return f"unpacks to {member.file_size // max(member.compress_size, 1)} times its size"
    return ""
