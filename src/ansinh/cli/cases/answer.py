"""What an operation answers: the outputs of the case, and the explanation where the function tells one."""

from dataclasses import dataclass
from typing import Any

from ansinh.core.text import Text
from ansinh.law.explain import Explanation, Step, dong


@dataclass(frozen=True, slots=True)
class Answer:
    """Outputs by name; `told` is the function's own explanation, `steps` the arithmetic where it has none."""

    outputs: dict[str, Any]
    told: Explanation | None = None
    steps: tuple[Step, ...] = ()


def reckoned(vi: str, en: str, formula: str, amount: int, citation: str = "") -> Step:
    """Return a step that shows its arithmetic: formula = amount (dong), with its article."""
    return Step(Text(vi, en), dong(amount), formula, citation)


def said(vi: str, en: str, result: object, formula: str = "", citation: str = "") -> Step:
    """Return a step whose result is a number, a day or a sentence in both languages."""
    shown = result if isinstance(result, Text) else str(result)
    return Step(Text(vi, en), shown, formula, citation)


def yes_or_no(answer: bool) -> Text:
    """Return an answer in words."""
    return Text("có", "yes") if answer else Text("không", "no")
