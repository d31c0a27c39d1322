"""Files come in: declarations of employers and lists of agents, received, checked and decided like any others."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from ansinh.core.errors import RefusedError
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.formats.d02.rows import D02
from ansinh.formats.d03_rows import D03
from ansinh.formats.d05_rows import D05
from ansinh.formats.declaration_d02 import write_d02
from ansinh.jobs.demo.cast import COLLECTION
from ansinh.jobs.demo.setting import Setting
from ansinh.jobs.synthetic.declare import Declaration, declarations
from ansinh.jobs.synthetic.faults import Fault, plant, wrong_tax_code
from ansinh.records.store.declarations.filings import filing_facts
from ansinh.usecases import declarations as doors
from ansinh.usecases.declarations import Checked, Sent

LAYOUTS = ("official", "official", "flat", "official", "flat")
CHANNELS = ("ivan", "ivan", "agency_portal", "counter", "national_portal", "ivan")
WRONG_HEAD = Text("Mã số thuế trên tờ khai không đúng với đơn vị.", "The tax code is not that of the unit.")


@dataclass(frozen=True, slots=True)
class File:
    """A file on its way: who sends it, what it is called, its bytes; `faults` what was planted in it."""

    declaration: Declaration
    name: str
    data: bytes
    faults: tuple[Fault, ...]
    returned: bool  # must be given back as a whole


def files_of(setting: Setting, month: Month) -> list[File]:
    """Return the files of D02-LT of a month, a few of them wrong; the first one comes with a wrong tax code before."""
    made: list[File] = []
    for place, right in enumerate(declarations(setting.province, setting.events, month)):
        name = f"D02-{right.header.unit_code}-{month}.xlsx"
        file, faults = plant(setting.province, right, month, name)
        if place == 0 and month.number % 3 == 0:
            first = f"D02-{right.header.unit_code}-{month}-1.xlsx"
            told = Fault(first, right.header.unit_name, "wrong tax code", "TAX-CODE")
            made.append(File(right, first, _bytes(wrong_tax_code(right), place), (told,), returned=True))
        made.append(File(file, name, _bytes(file, place), tuple(faults), returned=False))
    return made


def _bytes(file: Declaration, place: int) -> bytes:
    """Return the workbook in one of the layouts."""
    return write_d02(file.header, file.rows, person=file.person, layout=LAYOUTS[place % len(LAYOUTS)])  # type: ignore[arg-type] # one of the two


def send_declarations(setting: Setting, month: Month) -> None:
    """Send, check and decide the declarations of a month; the pool reads ahead while the register is written."""
    files = files_of(setting, month)
    setting.tell(str(month), [fault for file in files for fault in file.faults])
    named = ((file.name, file.data) for file in _kept(setting, files, month))
    for file, (_, read) in zip(files, setting.pool.map("d02", named), strict=True):
        _decide(file, month, read)


def _kept(setting: Setting, files: list[File], month: Month) -> Iterator[File]:
    """Keep the files in the folder as they go out."""
    for file in files:
        setting.keep(f"{month}/{file.name}", file.data)
        yield file


def _decide(file: File, month: Month, read: D02) -> None:
    """Take one file through the doors; a file received before gives the same answers again."""
    account = file.declaration.account
    sent = Sent(
        kind="D02",
        data=file.data,
        name=file.name,
        channel=CHANNELS[account % len(CHANNELS)],
        actor=f"unit {file.declaration.header.unit_code}",
        account=file.declaration.header.unit_code,
        period=month,
        received_on=dt.date(month.year, month.month, 5 + account % 20),
    )
    filing = doors.receive(sent)
    if filing_facts(filing).state not in ("received", "checked"):
        return
    checked = check_read(filing, read)
    if file.returned:
        doors.give_back(filing, COLLECTION, WRONG_HEAD.vi)
        return
    refuse_unread(file.name, checked.rows)
    doors.accept(filing, COLLECTION, good_rows=not checked.whole)


def check_read(filing: str, read: D02 | D03 | D05) -> Checked:
    """Check what a child of the pool read; where the child fell, let the door read the file itself."""
    return doors.check(filing, COLLECTION, parsed=read if len(read.rows) else None)


def refuse_unread(name: str, rows: int) -> None:
    """Refuse to go on where a file of ours could not be read: the story would be another one."""
    if rows == 0:
        raise RefusedError(Text(f"Không đọc được tệp {name}; chạy lại lệnh.", f"{name} could not be read; run again."))
