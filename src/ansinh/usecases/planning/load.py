"""Take in what others report and assign: values, targets with their documents, reference series. All or nothing."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from ansinh.core.finding import Finding, Findings, Place, Severity
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.planning import figures
from ansinh.domain.planning.figures_file import read_report
from ansinh.domain.planning.figures_values import values_of
from ansinh.domain.planning.planning_file import LoadedTarget, LoadedValue, PlanningFile, read_planning, read_rows
from ansinh.domain.planning.verdicts import assess
from ansinh.formats import indicator_list
from ansinh.formats.limits import read_limited
from ansinh.records.store.planning import assignees, offices, targets, values
from ansinh.records.store.planning.offices import OfficeRow
from ansinh.usecases import clock
from ansinh.usecases.act import Act, perform
from ansinh.usecases.planning.cascade import carriers_that_fail, sums_that_fail
from ansinh.usecases.planning.roll_up import roll_up_above
from ansinh.usecases.planning.segregation import refuse_own_actuals

_NO_OFFICE = Text("Không có cơ quan mang mã này.", "There is no office with this code.")
_CHECK_CODE = Text("Kiểm tra mã cơ quan.", "Check the code of the office.")


@dataclass(frozen=True, slots=True)
class LoadAnswer:
    """How many rows were written, and every finding; with an error nothing was written."""

    values: int = 0
    targets: int = 0
    references: int = 0
    rolled_up: int = 0
    findings: Findings = field(default_factory=Findings)

    @property
    def refused(self) -> bool:
        """Whether the file was refused as a whole."""
        return self.findings.stop


@dataclass(frozen=True, slots=True)
class _Read:
    """A file as read. Articles name offices that this site need not have, and plans that need not add up."""

    file: PlanningFile
    findings: Findings
    articles: bool = False


def load(content: bytes, name: str, actor: str) -> LoadAnswer:
    """Take in the file `name`: JSON (ansinh-planning/1 or ansinh-figures/1), CSV or XLSX; all of it or nothing.

    Reported values stay reported; where a computed value stands, the reported one is kept beside it with the
    difference. The same file again changes nothing. Parents whose children all have a value are summed anew.
    RefusedError where the actor is measured by a value they bring.
    """
    return _take_in(_read(content, name), name, hashlib.sha256(content).hexdigest(), actor)


def assign(rows: Sequence[LoadedTarget], actor: str) -> LoadAnswer:
    """Keep targets entered on a page: all or nothing, checked to add up as those of a file are."""
    return _take_in(_Read(PlanningFile(targets=rows), Findings()), "targets", "", actor)


def _take_in(read: _Read, name: str, digest: str, actor: str) -> LoadAnswer:
    """Check what was read against the offices and targets in force, and keep it."""
    file = read.file
    named = {one.office for one in file.values} | {one.office for one in file.targets}
    known = offices.by_code(named | {one.office for one in file.references})
    _check_offices(read, known)
    file = _of_known(read.file, known)
    failing = [] if read.articles else sums_that_fail(file.targets, known) + carriers_that_fail(file.targets, known)
    for finding in failing:
        read.findings.add(finding)
    if read.findings.stop:
        return LoadAnswer(findings=read.findings)
    refuse_own_actuals(actor, {(one.office, one.code) for one in file.values}, clock.today())
    act = Act("planning.load", actor, "file", name, body={"name": name, "sha256": digest})
    return perform(act, lambda: _keep(file, known, read.findings, actor))


def _read(content: bytes, name: str) -> _Read:
    """Return what the file brings, whatever its form."""
    if not indicator_list.is_json(content):
        sheet = read_limited("list", content, name=name)
        if sheet.findings:
            return _Read(PlanningFile(), Findings(sheet.findings))
        return _Read(*read_rows(sheet.as_mappings(), sheet.first, name))
    raw, unreadable = indicator_list.read_json(content)
    if unreadable.stop:
        return _Read(PlanningFile(), unreadable)
    if not isinstance(raw, dict) or raw.get("format") != figures.FORMAT:
        return _Read(*read_planning(raw))
    report, findings = read_report(raw)
    if report is None:
        return _Read(PlanningFile(), findings)
    return _Read(*values_of(report, assess(report)), articles=True)


def _check_offices(read: _Read, known: dict[str, OfficeRow]) -> None:
    """Leave a finding for every row of an unknown office; one warning for each office that only articles name."""
    file = read.file
    named: set[str] = set()
    for sheet, rows in (("values", file.values), ("targets", file.targets), ("references", file.references)):
        for one in rows:
            if one.office in known or (read.articles and one.office in named):
                continue
            named.add(one.office)
            place = Place(sheet, one.row, "office")
            severity = Severity.WARNING if read.articles else Severity.ERROR
            read.findings.add(Finding("planning.office", place, one.office, _NO_OFFICE, _CHECK_CODE, severity))


def _of_known(file: PlanningFile, known: dict[str, OfficeRow]) -> PlanningFile:
    """Return the part of the file that is about offices we have."""
    return PlanningFile(
        values=[one for one in file.values if one.office in known],
        targets=[one for one in file.targets if one.office in known],
        references=[one for one in file.references if one.office in known],
    )


def _keep(file: PlanningFile, known: dict[str, OfficeRow], findings: Findings, actor: str) -> LoadAnswer:
    """Write everything; runs in one transaction."""
    kept = values.write([_new_value(one, known[one.office].id) for one in file.values])
    bases = [
        targets.NewReference(known[one.office].id, one.series, one.year, one.value, one.source)
        for one in file.references
    ]
    return LoadAnswer(
        values=kept,
        targets=targets.write_targets([_new_target(one, known[one.office].id) for one in file.targets], actor),
        references=targets.write_references(bases),
        rolled_up=_roll_up(file.values, known),
        findings=findings,
    )


def _roll_up(loaded: Sequence[LoadedValue], known: dict[str, OfficeRow]) -> int:
    """Sum the parents of the offices that brought values anew."""
    touched: dict[Month, list[OfficeRow]] = {}
    for one in loaded:
        touched.setdefault(one.month, []).append(known[one.office])
    return sum(roll_up_above(rows, month) for month, rows in touched.items())


def _new_value(one: LoadedValue, office: int) -> values.NewValue:
    """Return a reported value as the store keeps it."""
    return values.NewValue(office, one.code, one.month, "reported", one.value, one.denominator, one.as_of, one.source)


def _new_target(one: LoadedTarget, office: int) -> targets.NewTarget:
    """Return a target as the store keeps it."""
    paper = targets.Document(one.document, one.title, one.day) if one.document else None
    carrier = None
    if one.carrier is not None:
        carrier = assignees.known(office, [one.carrier])[one.carrier.kind, one.carrier.code]
    return targets.NewTarget(office, one.code, one.year, one.month, one.version, one.value, paper, carrier)
