"""Groups of health insurance outside employment: who pays, how the amount is reckoned, which group goes first."""

from dataclasses import dataclass
from importlib import resources
from typing import Any, Final

import yaml

from ansinh.core.person_name import search_key
from ansinh.core.text import Text


@dataclass(frozen=True, slots=True)
class Group:
    """One group: letters of the card, payer, scheme of the amount, and its rank among the groups of a person."""

    code: str
    rank: int
    payer: str  # state | local | agency | ui_fund | household | pupil | armed_forces
    scheme: str
    name: Text
    card: str  # letters of the card


def _load() -> tuple[dict[str, Group], dict[str, str]]:
    """Return code -> group, and every alias or name in plain letters -> code."""
    source = resources.files("ansinh.domain.coverage").joinpath("groups.yaml").read_text(encoding="utf-8")
    lines: dict[str, dict[str, Any]] = yaml.safe_load(source)["groups"]
    groups = {
        code: Group(
            code, line["rank"], line["payer"], line["scheme"], Text(line["vi"], line["en"]), line.get("card", code)
        )
        for code, line in lines.items()
    }
    names = {
        search_key(text): code for code, line in lines.items() for text in (code, line["vi"], line["en"], *line["also"])
    }
    return groups, names


GROUPS, _NAMES = _load()
CODES: Final = tuple(GROUPS)


def group_of(code: str, name: str) -> Group | None:
    """Return the group a list names by code or, without one, by name; None where neither is known."""
    found = _NAMES.get(search_key(code)) if code.strip() else _NAMES.get(search_key(name))
    return GROUPS[found] if found else None
