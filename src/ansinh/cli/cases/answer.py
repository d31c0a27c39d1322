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


def reckoned(vi: str, en: str, formula: str, amount: int) -> Step:
    """Return a step that shows its arithmetic: formula = amount (dong)."""
    return Step(Text(vi, en), dong(amount), formula)
