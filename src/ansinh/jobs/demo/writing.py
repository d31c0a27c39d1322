"""What employers and agents write in a month: their files in the folder, and how each is sent."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ansinh.core.period import Month
from ansinh.formats.declaration_d02 import write_d02
from ansinh.formats.write_lists import write_d03, write_d05
from ansinh.jobs.demo import folder as files
from ansinh.jobs.synthetic.declare import Declaration, Events, declarations
from ansinh.jobs.synthetic.faults import Fault, plant, wrong_tax_code
from ansinh.jobs.synthetic.lists import health_lists, voluntary_lists
from ansinh.jobs.synthetic.province import Province

LAYOUTS = ("official", "official", "flat", "official", "flat")
CHANNELS = ("ivan", "ivan", "agency_portal", "counter", "national_portal", "ivan")
LIST_DAY = 8  # of the month, when the agents bring their lists
BY_MACHINE = 1000  # rows from which an agent's own system sends a list, as JSON


@dataclass(frozen=True, slots=True)
class Scene:
    """What the writers know: the province, what its employers have to report, and where the files go."""

    province: Province
    events: Events
    folder: Path


@dataclass(frozen=True, slots=True)
class Letter:
    """A file in the folder, and how it is sent; `account` of a declaration, else `office`.

    `returned` says that it must be given back as a whole.
    """

    kind: str
    name: str
    channel: str
    actor: str
    day: dt.date
    account: str = ""
    office: str = ""
    returned: bool = False


def write_month(scene: Scene, month: Month) -> list[Letter]:
    """Write the files of a month; return them in the order in which they are sent. Again = the same files."""
    return [*_declarations(scene, month), *_health(scene, month), *_voluntary(scene, month)]


def _declarations(scene: Scene, month: Month) -> list[Letter]:
    """Write the files of D02-LT, a few of them wrong; the first one comes with a wrong tax code before."""
    letters: list[Letter] = []
    told: list[Fault] = []
    for place, right in enumerate(declarations(scene.province, scene.events, month)):
        name = f"D02-{right.header.unit_code}-{month}.xlsx"
        file, faults = plant(scene.province, right, month, name)
        if place == 0 and month.number % 3 == 0:
            first = f"D02-{right.header.unit_code}-{month}-1.xlsx"
            told.append(Fault(first, right.header.unit_name, "wrong tax code", "TAX-CODE"))
            letters.append(_declared(scene, month, (first, wrong_tax_code(right), place), returned=True))
        letters.append(_declared(scene, month, (name, file, place), returned=False))
        told += faults
    files.tell(scene.folder, str(month), told)
    return letters


def _declared(scene: Scene, month: Month, named: tuple[str, Declaration, int], *, returned: bool) -> Letter:
    """Write one declaration in one of the layouts."""
    name, file, place = named
    layout = LAYOUTS[place % len(LAYOUTS)]
    data = write_d02(file.header, file.rows, person=file.person, layout=layout)  # type: ignore[arg-type] # one of the two
    files.keep(scene.folder, f"{month}/{name}", data)
    return Letter(
        "D02", name, CHANNELS[file.account % len(CHANNELS)], f"unit {file.header.unit_code}",
        dt.date(month.year, month.month, 5 + file.account % 20), account=file.header.unit_code, returned=returned,
    )  # fmt: skip


def _health(scene: Scene, month: Month) -> Iterator[Letter]:
    """Write the lists D03-TS."""
    for place, told in enumerate(health_lists(scene.province, month)):
        layout, ending = _as_sent(len(told.rows))
        data = write_d03(told.header, told.group, told.rows, person=told.person, layout=layout)
        name = f"D03-{told.group.group_code}-{told.office}-{month}-{place}.{ending}"
        yield _listed(scene, month, ("D03", told.office, name), data)


def _voluntary(scene: Scene, month: Month) -> Iterator[Letter]:
    """Write the lists D05-TS."""
    for place, told in enumerate(voluntary_lists(scene.province, month)):
        layout, ending = _as_sent(len(told.rows))
        named = ("D05", told.office, f"D05-{told.office}-{month}-{place}.{ending}")
        yield _listed(scene, month, named, write_d05(told.header, told.rows, layout=layout))


def _as_sent(rows: int) -> tuple[Literal["official", "json"], str]:
    """Return the layout in which an agent sends a list of so many rows, and the ending of its name."""
    return ("json", "json") if rows >= BY_MACHINE else ("official", "xlsx")


def _listed(scene: Scene, month: Month, named: tuple[str, str, str], data: bytes) -> Letter:
    """Keep one list of an agent."""
    kind, office, name = named
    files.keep(scene.folder, f"{month}/{name}", data)
    day = dt.date(month.year, month.month, LIST_DAY)
    return Letter(kind, name, "agent", f"agent {office}", day, office=office)
