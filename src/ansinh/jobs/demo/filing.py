"""Files come in: declarations of employers and lists of agents, received, checked and decided like any others."""

from ansinh.core.errors import RefusedError
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.formats.d02.rows import D02
from ansinh.formats.d03_rows import D03
from ansinh.formats.d05_rows import D05
from ansinh.jobs.demo.cast import COLLECTION
from ansinh.jobs.demo.setting import Setting
from ansinh.jobs.demo.writing import Letter
from ansinh.records.store.declarations.filings import filing_facts
from ansinh.usecases import declarations as doors
from ansinh.usecases.declarations import Sent

WRONG_HEAD = Text("Mã số thuế trên tờ khai không đúng với đơn vị.", "The tax code is not that of the unit.")


def send_declarations(setting: Setting, month: Month) -> None:
    """Send, check and decide the declarations of a month; the pool reads ahead while the register is written."""
    _send(setting, month, "D02")


def send_lists(setting: Setting, month: Month) -> None:
    """Send, check and accept the lists of a month: health insurance, then voluntary insurance."""
    for kind in ("D03", "D05"):
        _send(setting, month, kind)


def _send(setting: Setting, month: Month, kind: str) -> None:
    """Take the files of a kind through the doors; good rows are taken, others go back."""
    letters = [letter for letter in setting.senders.letters(month) if letter.kind == kind]
    folder = setting.folder / str(month)
    files = ((letter.name, (folder / letter.name).read_bytes()) for letter in letters)
    read = setting.pool.map(kind.lower(), files)
    for letter, (_, parsed) in zip(letters, read, strict=True):
        _decide(letter, month, (folder / letter.name).read_bytes(), parsed)


def _decide(letter: Letter, month: Month, data: bytes, read: D02 | D03 | D05) -> None:
    """Take one file through the doors; a file received before gives the same answers again."""
    sent = Sent(
        kind=letter.kind,
        data=data,
        name=letter.name,
        channel=letter.channel,
        actor=letter.actor,
        account=letter.account,
        office=letter.office,
        period=month,
        received_on=letter.day,
    )
    filing = doors.receive(sent)
    parsed = read if len(read.rows) else None  # where the child fell, the door reads the file itself
    if letter.returned:
        _return(filing, parsed)
        return
    _, accepted = doors.settle(filing, COLLECTION, parsed=parsed, good_rows=True)
    if accepted is None:  # the story would be another one
        raise RefusedError(Text("Không nhận được tệp {name}.", "{name} was not taken.").fill(name=letter.name))


def _return(filing: str, parsed: D02 | D03 | D05 | None) -> None:
    """Check a file and give it back as a whole, unless that was done before."""
    if filing_facts(filing).state != "returned":
        doors.check(filing, COLLECTION, parsed=parsed)
        doors.give_back(filing, COLLECTION, WRONG_HEAD.vi)
