"""The kinds of list a filing may hold, each with how it is examined and applied."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from ansinh.core.errors import RefusedError
from ansinh.core.text import Text
from ansinh.formats.d02.rows import D02
from ansinh.formats.d03_rows import D03
from ansinh.formats.d05_rows import D05
from ansinh.records.store.declarations.filings import FilingFacts
from ansinh.usecases.declarations import d02, d03, d05
from ansinh.usecases.declarations.examined import Examined


@dataclass(frozen=True, slots=True)
class Form:
    """One kind of list: its value and its two steps.

    `apply` writes the good rows inside the transaction and returns how many people got a number and how many spells
    were recorded.
    """

    value: type
    examine: Callable[[Any, FilingFacts], Examined]
    apply: Callable[[Examined, FilingFacts, str], tuple[int, int]]


FORMS: Final = {
    "D02": Form(D02, d02.examine, d02.apply),
    "D03": Form(D03, d03.examine, d03.apply),
    "D05": Form(D05, d05.examine, d05.apply),
}


def form_of(kind: str) -> Form:
    """Return the form of a filing; a RefusedError where it is no list."""
    if kind not in FORMS:
        raise RefusedError(Text(f"Hồ sơ {kind} không phải danh sách.", f"A filing {kind} is no list."))
    return FORMS[kind]
