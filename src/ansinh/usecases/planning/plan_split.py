"""Split an office's plan among offices, communes, agents or officers: proposed by prospects, chosen, exact, kept.

Source: processes.md 13: weights = potential list x past conversion, floor = already insured, integers by largest
remainder so that the sum is exact; an override by hand is logged with its reason.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from ansinh.core.errors import MissingError, RefusedError
from ansinh.core.finding import Findings
from ansinh.core.period import Month
from ansinh.core.rounding import half_up
from ansinh.core.text import Text
from ansinh.domain.planning.carriers import Carrier
from ansinh.domain.planning.indicators import catalogue
from ansinh.domain.planning.outlook import prospect_kinds
from ansinh.domain.planning.planning_file import LoadedTarget
from ansinh.domain.planning.split import split_keeping
from ansinh.records.store.planning import assignees, offices, targets
from ansinh.records.store.planning import officers as people
from ansinh.records.store.planning.offices import OfficeRow
from ansinh.records.store.turns import take_turn
from ansinh.usecases.act import Act, perform
from ansinh.usecases.planning.load import assign
from ansinh.usecases.planning.situations import situation
from ansinh.usecases.planning.taking import Taken

AMONG = ("office", "commune", "agent", "officer")
_AMONG = Text("Chia theo office, commune, agent hay officer.", "Split among office, commune, agent or officer.")
_ADDITIVE = Text("Tỷ lệ giao riêng cho từng cơ quan, không chia.", "Rates are set for each office, never split.")
_NO_INDICATOR = Text("Không có chỉ tiêu mã “{code}”.", "There is no indicator “{code}”.")
_NO_PLAN = Text("{office} chưa có kế hoạch {code} năm {year}.", "{office} has no plan of {code} for {year}.")
_NOBODY = Text("Không có ai để chia.", "There is nobody to split among.")
_WHY = Text("Sửa tay cần nêu lý do.", "A change by hand needs its reason.")
_UNKNOWN = Text("Không có phần {code}.", "There is no part {code}.")
_FIT = Text("Các phần sửa tay không vừa tổng {total}.", "The parts chosen by hand do not fit the total {total}.")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which plan is split: office, indicator, year, among whom, into which version, floors as of which closed month."""

    office: str
    code: str
    year: int
    among: str
    version: str
    month: Month


@dataclass(frozen=True, slots=True)
class Part:
    """One part: who, its weight (expected people from prospects), its floor, what is reckoned, what was chosen."""

    carrier: Carrier
    weight: Fraction
    floor: int
    reckoned: int
    chosen: int

    @property
    def overridden(self) -> bool:
        """Whether somebody chose another value by hand."""
        return self.chosen != self.reckoned


@dataclass(frozen=True, slots=True)
class Proposal:
    """A plan with its parts, which sum to it exactly."""

    total: int
    document: str
    parts: tuple[Part, ...]


def propose(asked: Asked, chosen: Mapping[str, int] | None = None) -> Proposal:
    """Return how the plan splits, with the parts in `chosen` (by code) as they are and the rest split anew.

    Nothing is written. RefusedError for a rate, for nobody to split among, or where what is chosen does not fit.
    """
    if asked.among not in AMONG:
        raise RefusedError(_AMONG)
    if asked.code not in catalogue():
        raise MissingError(_NO_INDICATOR.fill(code=asked.code))
    if not catalogue()[asked.code].additive:
        raise RefusedError(_ADDITIVE)
    top = offices.office(asked.office)
    plan = next(iter(targets.plans([top.id], [asked.year]).values()), {}).get((asked.code, asked.year))
    if plan is None:
        raise MissingError(_NO_PLAN.fill(office=asked.office, code=asked.code, year=asked.year))
    total, parts = half_up(plan.value), _parts(asked, top)
    if not parts:
        raise RefusedError(_NOBODY)
    reckoned = _split(total, parts, {})
    places = {part.carrier.code: at for at, part in enumerate(parts)}
    kept = {}
    for code, value in (chosen or {}).items():
        if code not in places:
            raise RefusedError(_UNKNOWN.fill(code=code))
        kept[places[code]] = value
    final = _split(total, parts, kept)
    return Proposal(
        total, plan.document,
        tuple(replace(part, reckoned=one, chosen=two) for part, one, two in zip(parts, reckoned, final, strict=True)),
    )  # fmt: skip


def has_parts(asked: Asked) -> bool:
    """Return whether there is a plan and anybody to split it among."""
    top = offices.office(asked.office)
    planned = (asked.code, asked.year) in next(iter(targets.plans([top.id], [asked.year]).values()), {})
    return planned and bool(_parts(asked, top))


def values(part: Part) -> dict[str, object]:
    """Return a part as plain values for JSON."""
    return {
        "kind": part.carrier.kind, "code": part.carrier.code, "name": part.carrier.name, "weight": str(part.weight),
        "floor": part.floor, "reckoned": part.reckoned, "chosen": part.chosen,
    }  # fmt: skip


def _split(total: int, parts: list[Part], kept: Mapping[int, int]) -> list[int]:
    """Return whole parts of the total; RefusedError where what is kept does not fit."""
    weights = [part.weight for part in parts]
    shares = weights if any(weights) else [Fraction(max(part.floor, 1)) for part in parts]
    try:
        return split_keeping(total, shares, [part.floor for part in parts], kept)
    except ValueError as error:
        raise RefusedError(_FIT.fill(total=total)) from error


def _parts(asked: Asked, top: OfficeRow) -> list[Part]:
    """Return who the plan is split among, each with weight and floor."""
    below = [row.id for row in offices.subtree(top)]
    kinds = prospect_kinds().get(asked.code, ())
    if asked.among == "office":
        weights = assignees.prospect_weights(below, kinds, "office")
        floors = _floors(asked)
        return [
            Part(Carrier("office", row.place.code, row.place.name.vi),
                 _of_office(weights, row), floors.get(row.place.code, 0), 0, 0)
            for row in offices.children(top)
        ]  # fmt: skip
    if asked.among == "agent":
        return [_part("agent", code, name, {}) for code, name in assignees.agents(below).items()]
    weights = assignees.prospect_weights(below, kinds, asked.among)
    if asked.among == "commune":
        return [_part("commune", code, name, weights) for code, name in assignees.communes(below).items()]
    working = [one for one in people.at(top.path, asked.month.last_day) if one.function == "collection"]
    return [_part("officer", one.username, one.name, weights) for one in working]


def _part(kind: str, code: str, name: str, weights: Mapping[str, Fraction]) -> Part:
    """Return a part without a floor: nobody counts who is insured by commune, agent or officer."""
    return Part(Carrier(kind, code, name or code), weights.get(code, Fraction(0)), 0, 0, 0)


def _of_office(weights: Mapping[str, Fraction], row: OfficeRow) -> Fraction:
    """Return the weight of an office with all below it."""
    return sum((weights.get(one.place.code, Fraction(0)) for one in offices.subtree(row)), Fraction(0))


def _floors(asked: Asked) -> dict[str, int]:
    """Return what each office below has already: people insured, or money since January of the plan's own year."""
    stock = catalogue()[asked.code].kind == "stock"
    if not stock and asked.month.year != asked.year:
        return {}
    here = situation(asked.office, asked.month)
    held = {child.place.code: child.of(asked.code) for child in here.children}
    return {code: half_up(one.value) for code, one in held.items() if one is not None}


def assign_split(asked: Asked, chosen: Mapping[str, int], paper: tuple[str, dt.date], reason: str, actor: str) -> Taken:
    """Assign the split with the parts chosen by hand; targets, the split and who overrode what are kept together.

    What was assigned before in another version stays untouched. A change by hand needs a `reason`.
    """
    made = propose(asked, chosen)
    if any(part.overridden for part in made.parts) and not reason.strip():
        raise RefusedError(_WHY)
    document, day = paper
    rows = [_target(asked, part, document, day) for part in made.parts]
    overridden = {part.carrier.code: [part.reckoned, part.chosen] for part in made.parts if part.overridden}
    act = Act(
        "planning.split", actor, "office", asked.office, asked.office, reason.strip(),
        body={"indicator": asked.code, "year": asked.year, "among": asked.among, "overridden": overridden},
    )  # fmt: skip

    def work() -> Taken:
        answer = assign(rows, actor)
        if not answer.refused:
            _keep(asked, made, reason.strip(), actor)
        return Taken(answer.targets, answer.findings)

    return perform(act, work)


def _target(asked: Asked, part: Part, document: str, day: dt.date) -> LoadedTarget:
    """Return one part as a target."""
    to_office = part.carrier.kind == "office"
    return LoadedTarget(
        0, part.carrier.code if to_office else asked.office, asked.code, asked.year, None, asked.version,
        Fraction(part.chosen), document, "", day, None if to_office else part.carrier,
    )  # fmt: skip


def _keep(asked: Asked, made: Proposal, reason: str, actor: str) -> None:
    """Keep how it was split, every number of it."""
    parts = [values(part) for part in made.parts]
    row = offices.office(asked.office)
    kept = assignees.Made(asked.version, asked.among, made.total, parts, reason, actor, dt.datetime.now(dt.UTC))
    assignees.keep_split(row.id, asked.code, asked.year, kept)


def reassign(
    asked: tuple[str, str, int], moves: Mapping[tuple[str, str], int], paper: tuple[str, dt.date], actor: str
) -> Taken:
    """Move parts of a plan between offices below one (`asked`: office, indicator, year), as the version `adjusted`.

    `moves` holds an amount by (from, to). What was assigned stays; the parts still make the whole, for what one gives
    another gets. RefusedError where an office has no plan or would give more than it has.
    """
    office, code, year = asked
    body: dict[str, object] = {"indicator": code, "year": year, "document": paper[0]}
    act = Act("planning.reassign", actor, "office", office, office, body=body)
    return perform(act, lambda: _reassign(asked, moves, paper, actor))


def _reassign(
    asked: tuple[str, str, int], moves: Mapping[tuple[str, str], int], paper: tuple[str, dt.date], actor: str
) -> Taken:
    """Do it inside the transaction, one at a time: each move begins where the last one left the plan."""
    office, code, year = asked
    take_turn("plan", office)
    below = {row.place.code: row for row in offices.children(offices.office(office))}
    plans = targets.plans([row.id for row in below.values()], [year])
    now: dict[str, Fraction] = {}
    for pair, amount in moves.items():
        for one, sign in zip(pair, (-1, 1), strict=True):
            plan = plans.get(below[one].id, {}).get((code, year)) if one in below else None
            if plan is None or amount <= 0:
                raise RefusedError(_NO_PLAN.fill(office=one, code=code, year=year))
            now[one] = now.get(one, plan.value) + sign * amount
    if any(value < 0 for value in now.values()):
        raise RefusedError(_FIT.fill(total=office))
    document, day = paper
    rows = [LoadedTarget(0, one, code, year, None, "adjusted", value, document, "", day) for one, value in now.items()]
    answer = assign(rows, actor) if rows else None
    return Taken(answer.targets, answer.findings) if answer else Taken(0, Findings())
