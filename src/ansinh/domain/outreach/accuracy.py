"""How well the finders find: what they found against planted gaps, over those the truth says anything about."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Accuracy:
    """One reason: planted and in order as told, found rightly and wrongly, and found where the truth is silent."""

    kind: str
    planted: int
    in_order: int
    right: int
    wrong: int
    not_judged: int

    @property
    def precision(self) -> Fraction | None:
        """Right among those found that can be judged; None where none was."""
        return Fraction(self.right, self.right + self.wrong) if self.right + self.wrong else None

    @property
    def recall(self) -> Fraction | None:
        """Found among those planted; None where nothing was planted."""
        return Fraction(self.right, self.planted) if self.planted else None


def accuracy(
    found: Iterable[tuple[str, str]], missing: Mapping[str, Sequence[str]], in_order: Mapping[str, Sequence[str]]
) -> list[Accuracy]:
    """Return how each planted reason was found: `found` are (reason, subject) pairs.

    Somebody in order for one reason may rightly stand under another; each reason is judged by its own truth.
    """
    by_kind: dict[str, set[str]] = {}
    for kind, subject in found:
        by_kind.setdefault(kind, set()).add(subject)
    made = []
    for kind, told in missing.items():
        mine, planted, fine = by_kind.get(kind, set()), set(told), set(in_order.get(kind, ()))
        right, wrong = len(mine & planted), len(mine & (fine - planted))
        made.append(Accuracy(kind, len(planted), len(fine), right, wrong, len(mine) - right - wrong))
    return made
