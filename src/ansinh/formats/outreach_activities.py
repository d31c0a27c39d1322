"""A list of activities of communication (XLSX, CSV, XML or JSON) into columns."""

from dataclasses import dataclass, field

from ansinh.core.finding import Finding
from ansinh.formats.columns import Days, Ints, Table, Texts
from ansinh.formats.faults import RefusedFileError, fault, refuse
from ansinh.formats.layout import load_layout
from ansinh.formats.partner_lists import filled_places, grids_of
from ansinh.formats.sheet.grid import Limits
from ansinh.formats.sheet.headings import find_table
from ansinh.formats.sheet.table import RowReader, same_columns


@dataclass(frozen=True, slots=True)
class ActivityRows(Table):
    """One row per activity, as it was written; nothing given is "" or 0. The layout says what each column holds."""

    key: Texts
    type: Texts
    level: Texts
    day: Days
    place: Texts
    commune: Texts
    partner: Texts
    channel: Texts
    theme: Texts
    plan_item: Texts
    times: Ints
    invited_people: Ints
    attended_people: Ints
    invited_employers: Ints
    attended_employers: Ints
    employees: Ints
    leads: Ints
    cost: Ints  # dong
    evidence: Texts
    state: Texts


@dataclass(frozen=True, slots=True)
class ActivityFile:
    """A read list with a finding for everything that could not be read."""

    rows: ActivityRows
    findings: list[Finding] = field(default_factory=list)


def read_activities(data: bytes, *, name: str = "") -> ActivityFile:
    """Return the activities in `data`; never raises for what a sender may send."""
    try:
        return _read(data, name)
    except RefusedFileError as refused:
        return empty_activities([refused.finding])


def empty_activities(findings: list[Finding]) -> ActivityFile:
    """Return a list of which nothing was read, for the reasons given."""
    return ActivityFile(ActivityRows.of(0, {}), findings)


def _read(data: bytes, name: str) -> ActivityFile:
    """Return the first table of the file that has the columns of the layout."""
    limits, layout = Limits(), load_layout("partner_activities")
    grids = grids_of(data, name, limits)
    found = next((one for grid in grids if (one := find_table(grid, layout, "type")) is not None), None)
    if found is None:
        refuse("F-TABLE", form=layout.form)
    places = list(filled_places(found, limits))
    if not places:
        return empty_activities([fault("F-NO-ROWS")])
    reader = RowReader(found, layout, places)
    given = same_columns(reader, ActivityRows, [name for name in ActivityRows.kinds() if name != "row"])
    reader.check_marks()
    rows = ActivityRows.of(len(places), {**given, "row": reader.numbers})
    return ActivityFile(rows, [*found.findings, *reader.findings])
