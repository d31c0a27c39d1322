"""Relatives of a deceased as they are typed: one a line, relation and birth first, then what the law asks about them.

`child 2015-03-02`, `mother 1950-01-20 2600000123 81% income=900000 alone`: a number of ten digits is the relative's
own SI number (the share is paid to it), `81%` the loss of capacity, `income=` dong a month, `alone` nobody else can
support, `drawing` in paid insured work or on a pension, `female` or `male` for other dependants.
"""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from ansinh.core.errors import RefusedError
from ansinh.core.period import Month, month_begins
from ansinh.core.terms import Sex
from ansinh.core.text import Language, Text
from ansinh.law.survivors.relatives import PARENTS, Kind, Relative
from ansinh.law.values import Values

UNREADABLE: Final = Text(
    "Không đọc được thân nhân “{line}”: ghi quan hệ và ngày sinh, ví dụ “child 2015-03-02”.",
    "The relative “{line}” cannot be read: write relation and birth, such as “child 2015-03-02”.",
)
NUMBER: Final = re.compile(r"\d{10}\Z")
SEXES: Final = {"female": Sex.FEMALE, "male": Sex.MALE}
NAMES: Final[dict[Kind, Text]] = {
    Kind.CHILD: Text("con", "child"), Kind.WIFE: Text("vợ", "wife"), Kind.HUSBAND: Text("chồng", "husband"),
    Kind.FATHER: Text("cha", "father"), Kind.MOTHER: Text("mẹ", "mother"),
    Kind.FATHER_IN_LAW: Text("cha vợ hoặc cha chồng", "father-in-law"),
    Kind.MOTHER_IN_LAW: Text("mẹ vợ hoặc mẹ chồng", "mother-in-law"),
    Kind.OTHER: Text("người phụ thuộc khác", "other dependant"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """A relative as typed: the line, the person of the law, the day of birth, the own SI number ("" where none)."""

    line: str
    relative: Relative
    birth: dt.date
    number: str

    @property
    def name(self) -> Text:
        """Relation and birth in words."""
        kind = NAMES[self.relative.kind]
        return Text(f"{kind.vi} sinh {self.birth:%d/%m/%Y}", f"{kind.en} born {self.birth:%d/%m/%Y}")

    @property
    def payee(self) -> str:
        """How a share is told apart for as long as it is paid: relation, birth, the SI number where there is one."""
        return f"{self.relative.kind.value} {self.birth.isoformat()} {self.number}".rstrip()

    def until(self, values: Values, day: dt.date) -> dt.date | None:
        """Return the first of the month after a child's share ends (18 years); None where it is for life."""
        grown = values.whole("survivors.child_until", day)
        if self.relative.kind is not Kind.CHILD or self.relative.age_months >= grown:
            return None
        return Month.containing(month_begins(self.birth, grown)).plus(1).first_day


def relative_of(line: str, death: dt.date) -> Named:
    """Return a relative written in a line; RefusedError where it cannot be read."""
    words = line.split()
    try:
        kind, birth = Kind(words[0]), dt.date.fromisoformat(words[1])
        said = _said(words[2:])
    except (ValueError, IndexError):
        raise RefusedError(UNREADABLE.fill(line=line)) from None
    end = Month.containing(death).last_day
    months = (end.year - birth.year) * 12 + end.month - birth.month - (end.day < birth.day)
    alone = bool(said["alone"])
    person = Relative(
        kind, months, int(said["income"]), SEXES.get(str(said["sex"]), Sex.UNKNOWN), _loss(said["loss"]),
        drawing=bool(said["drawing"]),
        other_parent_alive=not alone if kind is Kind.CHILD else None,
        spouse_alive=not alone if kind in PARENTS else None,
        adult_children=0 if alone and kind is not Kind.CHILD else None,
    )  # fmt: skip
    return Named(line, person, birth, str(said["number"]))


def payee_words(line: str, language: Language) -> str:
    """Return a relative of a line as people read it; what cannot be read stays as it is."""
    words = line.split()
    try:
        kind, birth = NAMES[Kind(words[0])], dt.date.fromisoformat(words[1])
    except (ValueError, IndexError):
        return line
    born = Text("{kind} sinh {birth}", "{kind} born {birth}").to(language)
    said = born.format(kind=kind.to(language), birth=f"{birth:%d/%m/%Y}")
    number = next((word for word in words[2:] if NUMBER.match(word)), "")
    return f"{said} ({number})" if number else said


def _said(words: list[str]) -> dict[str, str]:
    """Return the further words of a line by what they say; ValueError for one that says nothing known."""
    found = {"income": "0", "loss": "", "number": "", "alone": "", "drawing": "", "sex": ""}
    for word in words:
        if NUMBER.match(word):
            found["number"] = word
        elif word.endswith("%"):
            found["loss"] = str(int(word[:-1]))
        elif word.startswith("income="):
            found["income"] = str(int(word.removeprefix("income=")))
        elif word in SEXES:
            found["sex"] = word
        elif word in {"alone", "drawing"}:
            found[word] = "1"
        else:
            raise ValueError(word)
    return found


def _loss(text: str) -> int | None:
    """Return a loss of capacity, or None."""
    return int(text) if text else None
