"""Files that are taken in together: hospitals send one visit a file, or a month of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ansinh.jobs.engine import balanced

PART_BYTES = 64 * 1024 * 1024  # some 2,000 visits: what the rules cost a batch is shared by all of it
PART_FILES = 1_000


@dataclass(frozen=True, slots=True)
class Part:
    """A few files done together (hospitals send one visit a file); their size says how much work they are."""

    paths: tuple[str, ...]
    names: tuple[str, ...]
    size: int

    @property
    def people(self) -> int:
        """How much work it is, in KB."""
        return self.size // 1024 + 1


def parts_of(fresh: Sequence[Path]) -> Iterator[Part]:
    """Yield files together, up to a size and number that fit one act."""
    sizes = [path.stat().st_size for path in fresh]
    for first, end in balanced(sizes, PART_BYTES):
        for some in range(first, end, PART_FILES):
            upto = min(some + PART_FILES, end)
            chosen = fresh[some:upto]
            yield Part(tuple(map(str, chosen)), tuple(path.name for path in chosen), sum(sizes[some:upto]))
