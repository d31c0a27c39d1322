"""Lists come in: health insurance and voluntary insurance, from agents and offices, by the same doors."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from ansinh.core.period import Month
from ansinh.formats.d03_rows import D03
from ansinh.formats.d05_rows import D05
from ansinh.formats.write_lists import write_d03, write_d05
from ansinh.jobs.demo.cast import COLLECTION
from ansinh.jobs.demo.filing import check_read, refuse_unread
from ansinh.jobs.demo.setting import Setting
from ansinh.jobs.synthetic.lists import health_lists, voluntary_lists
from ansinh.records.store.declarations.filings import filing_facts
from ansinh.usecases import declarations as doors
from ansinh.usecases.declarations import Sent


@dataclass(frozen=True, slots=True)
class Listed:
    """A list on its way: its form, the office that takes it, its name and bytes."""

    kind: str
    office: str
    name: str
    data: bytes


def lists_of(setting: Setting, month: Month) -> list[Listed]:
    """Return the lists D03-TS and D05-TS of a month."""
    made = []
    for place, told in enumerate(health_lists(setting.province, month)):
        data = write_d03(told.header, told.group, told.rows, person=told.person, layout="official")
        made.append(Listed("D03", told.office, f"D03-{told.group.group_code}-{told.office}-{month}-{place}.xlsx", data))
    for place, own in enumerate(voluntary_lists(setting.province, month)):
        made.append(
            Listed("D05", own.office, f"D05-{own.office}-{month}-{place}.xlsx", write_d05(own.header, own.rows))
        )
    return made


def send_lists(setting: Setting, month: Month) -> None:
    """Send, check and accept the lists of a month; good rows are taken, others go back."""
    made = lists_of(setting, month)
    for kind in ("D03", "D05"):
        files = [listed for listed in made if listed.kind == kind]
        read = setting.pool.map(kind.lower(), _kept(setting, files, month))
        for listed, (_, parsed) in zip(files, read, strict=True):
            _decide(listed, month, parsed)


def _kept(setting: Setting, files: list[Listed], month: Month) -> Iterator[tuple[str, bytes]]:
    """Keep the files in the folder as they go out."""
    for listed in files:
        setting.keep(f"{month}/{listed.name}", listed.data)
        yield listed.name, listed.data


def _decide(listed: Listed, month: Month, parsed: D03 | D05) -> None:
    """Take one list through the doors; a list received before gives the same answers again."""
    filing = doors.receive(
        Sent(
            kind=listed.kind,
            data=listed.data,
            name=listed.name,
            channel="agent",
            actor=f"agent {listed.office}",
            office=listed.office,
            period=month,
            received_on=dt.date(month.year, month.month, 8),
        )
    )
    if filing_facts(filing).state not in ("received", "checked"):
        return
    checked = check_read(filing, parsed)
    refuse_unread(listed.name, checked.rows)
    doors.accept(filing, COLLECTION, good_rows=not checked.whole)
