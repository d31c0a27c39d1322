"""A violated invariant: which one, where, what was found and what should stand there."""

from dataclasses import dataclass

from ansinh.core.text import Text


@dataclass(frozen=True, slots=True)
class Violation:
    """One place in the books where an invariant does not hold."""

    invariant: str
    where: str
    found: str
    expected: str

    @property
    def what(self) -> Text:
        """The violation as a sentence."""
        return Text(
            f"{self.invariant}: thấy {self.found}, phải là {self.expected}",
            f"{self.invariant}: found {self.found}, expected {self.expected}",
        )
