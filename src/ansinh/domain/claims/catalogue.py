"""The rule catalogue as data: code, severity, legal base, first day, texts, and the lists a rule cannot do without."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib.resources import files

import yaml

from ansinh.core.text import Text


class Weight(StrEnum):
    """What a finding does: the record goes back, the amount is cut, an assessor decides."""

    REJECT = "reject"
    REDUCE = "reduce"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the catalogue."""

    code: str
    weight: Weight
    title: Text
    says: Text
    tables: tuple[str, ...]
    fields: tuple[str, ...]
    base: str
    confidence: str
    since: dt.date | None = None
    needs: tuple[str, ...] = ()
    public: str = ""

    @property
    def mend(self) -> Text:
        """How the sender mends it."""
        fields, tables = ", ".join(self.fields), ", ".join(self.tables)
        return MENDS[self.weight].fill(fields=fields, tables=tables)


MENDS = {
    Weight.REJECT: Text(
        "Kiểm tra {fields} ({tables}), sửa rồi gửi lại hồ sơ.", "Check {fields} ({tables}), mend and send again."
    ),
    Weight.REDUCE: Text(
        "Sửa {fields} ({tables}) cho đúng quy định, hoặc chấp nhận phần giảm và giải trình nếu có căn cứ.",
        "Mend {fields} ({tables}), or accept the cut; explain where there is a ground.",
    ),
    Weight.WARN: Text(
        "Xem lại {fields} ({tables}); nếu đúng thì chuẩn bị giải trình cho giám định viên.",
        "Look at {fields} ({tables}) again; if it is right, have the explanation ready for the assessor.",
    ),
}


@cache
def rules() -> dict[str, Rule]:
    """Return the rules by code, in the order of the catalogue."""
    text = files("ansinh.domain.claims").joinpath("catalogue.yaml").read_text(encoding="utf-8")
    return {code: _rule(code, entry) for code, entry in yaml.load(text, Loader=yaml.CSafeLoader).items()}


def _rule(code: str, entry: dict[str, object]) -> Rule:
    """Return one rule of the file."""
    since = entry.get("since")

    def several(key: str) -> tuple[str, ...]:
        listed = entry.get(key) or []
        return tuple(str(each) for each in listed) if isinstance(listed, list) else ()

    return Rule(
        code, Weight(str(entry["severity"])), Text(str(entry["vi"]), str(entry["en"])),
        Text(str(entry["says_vi"]), str(entry["says_en"])), several("tables"), several("fields"),
        str(entry["base"]), str(entry["confidence"]), dt.date.fromisoformat(str(since)) if since else None,
        several("needs"), str(entry.get("public", "")),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class RuleChange:
    """What the agency changed about a rule from a day on: another weight, or `off`: not applied."""

    rule: str
    holds_from: dt.date
    weight: str


OFF = "off"


def rule_book(changes: Iterable[RuleChange], day: dt.date) -> Mapping[str, Rule]:
    """Return the rules as they are applied on `day`: the catalogue with the changes that hold, the latest last."""
    book = dict(rules())
    for change in sorted(changes, key=lambda one: one.holds_from):
        if change.rule not in rules() or change.holds_from > day:
            continue
        if change.weight == OFF:
            book.pop(change.rule, None)
        else:
            book[change.rule] = replace(rules()[change.rule], weight=Weight(change.weight))
    return book
