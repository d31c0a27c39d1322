"""The procedures of cash benefits, read from data: what is typed, which papers, which clock, what a grant uses up."""

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final, Literal

import yaml

from ansinh.core.errors import MissingError
from ansinh.core.fund import Fund
from ansinh.core.text import Text
from ansinh.domain.registry.rights import Act

Sender = Literal["employer", "person"]
FUNDS: Final = {"sm": Fund.SM, "oad": Fund.OAD, "rs": Fund.RS, "ui": Fund.UI, "budget": Fund.CASH}


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper a procedure asks for; `data` says what may stand for it ("" where nothing may)."""

    code: str
    name: Text
    data: str


@dataclass(frozen=True, slots=True)
class Procedure:
    """One benefit as it is asked for and decided. `bars` is what a grant uses up; `law` the operation that reckons."""

    code: str
    name: Text
    number: str
    section: str  # of the list 01B-HSB, "" where it is not asked for by list
    fund: Fund
    kind: str  # of the payable lines
    clock: dict[Sender, str]
    papers: tuple[Paper, ...]
    bars: tuple[str, ...]
    claimed: tuple[str, ...]
    law: str
    takes_over: bool  # its monthly lines replace those of an earlier dossier of the person
    may: tuple[str, ...]  # of what is claimed, what may be left out in this procedure
    acts_on: str  # the kind of the monthly benefit that it stops, resumes, ends or moves

    @property
    def absence(self) -> bool:
        """Whether it is paid for days away from work."""
        return "absence" in self.bars


@dataclass(frozen=True, slots=True)
class Who:
    """The acts of the three people of a decision."""

    proposes: Act
    reviews: Act
    approves: Act


@cache
def _read() -> dict[str, Any]:
    """Return the table as written."""
    data: dict[str, Any] = yaml.safe_load(
        resources.files("ansinh.domain.benefits").joinpath("procedures.yaml").read_text(encoding="utf-8")
    )
    return data


@cache
def procedures() -> dict[str, Procedure]:
    """Return the procedures by code, in the order of the table."""
    data = _read()
    papers = {code: Paper(code, Text(row["vi"], row["en"]), row["data"]) for code, row in data["papers"].items()}
    return {
        code: Procedure(
            code, Text(row["vi"], row["en"]), row["number"], row["section"], FUNDS[row["fund"]], row["kind"],
            row["clock"], tuple(papers[name] for name in row["papers"]), tuple(row["bars"]),
            (*row["claimed"], *row.get("may", ())),
            row["law"], bool(row.get("takes_over")), tuple(row.get("may", ())), row.get("acts_on", row["kind"]),
        )
        for code, row in data["procedures"].items()
    }  # fmt: skip


@cache
def who() -> Who:
    """Return who proposes, reviews and approves."""
    return Who(**_read()["who"])


def procedure(code: str) -> Procedure:
    """Return a procedure; a MissingError names one that does not exist."""
    try:
        return procedures()[code]
    except KeyError:
        raise MissingError(Text(f"Không có thủ tục “{code}”.", f"There is no procedure “{code}”.")) from None


def missing_papers(wanted: Procedure, held: set[str]) -> tuple[Paper, ...]:
    """Return the papers of a procedure that neither came nor are replaced by data."""
    return tuple(paper for paper in wanted.papers if paper.code not in held)
