"""A right asked about: every condition with what was found, whether it is met, and what would satisfy it.

A refusal is never one word: all failed conditions are told at once, each with its article and with the way out.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from ansinh.core.text import Text
from ansinh.law.explain import Step

MET = Text("đạt", "met")
FAILED = Text("chưa đạt", "not met")


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a right. `code` is the reason of a refusal; `mend` says what would satisfy it."""

    code: str
    met: bool
    name: Text
    found: Text
    mend: Text
    citation: str

    def step(self) -> Step:
        """Return the condition as a sentence of an explanation: what was found, and the way out where it fails."""
        said = MET if self.met else FAILED
        result = Text(f"{self.found.vi}: {said.vi}", f"{self.found.en}: {said.en}")
        return Step(self.name, result, citation=self.citation, note=None if self.met else self.mend)


@dataclass(frozen=True, slots=True)
class Right:
    """Whether something is due, and every condition asked. `reason` is the first failed one's code, "" if due."""

    conditions: tuple[Condition, ...]

    @property
    def due(self) -> bool:
        """Whether every condition is met."""
        return all(condition.met for condition in self.conditions)

    @property
    def failed(self) -> tuple[Condition, ...]:
        """The conditions that are not met: the answer to `why not`."""
        return tuple(condition for condition in self.conditions if not condition.met)

    @property
    def reason(self) -> str:
        """The code of the first failed condition, empty if all are met."""
        return self.failed[0].code if self.failed else ""

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every condition as a sentence."""
        return tuple(condition.step() for condition in self.conditions)


def nearest(rights: Iterable[Right]) -> Right:
    """Return the right that is due, or the one with the fewest failed conditions; the earlier wins a tie."""
    return min(rights, key=lambda right: len(right.failed))
