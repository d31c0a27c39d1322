"""All statements C12-TS of a closed month as files: in processes, with progress, resumable (a file there is whole)."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from ansinh.core.errors import MissingError
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.formats.c12_values import C12
from ansinh.formats.statement_c12 import write_c12_json, write_c12_pdf, write_c12_xlsx
from ansinh.jobs import engine
from ansinh.records.store.collection import c12, scope
from ansinh.usecases.collection.statements import statements

WRITERS: Final[dict[str, Callable[[C12], bytes]]] = {
    "pdf": write_c12_pdf,
    "xlsx": write_c12_xlsx,
    "json": write_c12_json,
}
AT_ONCE: Final = 100  # statements read and written together: about seven queries


@dataclass(frozen=True, slots=True)
class Order:
    """Which statements to make, and where: `folder`/<month>/<office>/<employer code>.<layout>."""

    office: str
    period: Month
    folder: Path
    layout: str = "pdf"
    workers: int = engine.DEFAULT_WORKERS


class Made(NamedTuple):
    """What the order came to: statements there are, made now, there before; seconds it took."""

    total: int
    made: int
    before: int
    seconds: float


class Part(NamedTuple):
    """Some accounts whose statements are still to be made."""

    accounts: tuple[int, ...]

    @property
    def people(self) -> int:
        """How much work it is: statements."""
        return len(self.accounts)


def make_statements(order: Order, watch: engine.Watcher | None = None) -> Made:
    """Make every statement of the order that is not there yet; interrupted, it goes on where it was.

    MissingError if the month has no closing sheets. Raising in `watch` stops; what is made stays.
    """
    started = time.monotonic()
    wanted = c12.accounts_with_sheets(scope.office(order.office).path, order.period)
    if not wanted:
        raise MissingError(Text("Tháng {month} chưa khóa sổ.", "Month {month} is not closed.").fill(month=order.period))
    left = [account for account, code, office in wanted if not path_of(order, office, code).exists()]
    before = done = len(wanted) - len(left)
    parts = [Part(tuple(left[n : n + AT_ONCE])) for n in range(0, len(left), AT_ONCE)]
    for count in engine.run_parts(order, parts, write_part, workers=order.workers):
        done += count
        if watch is not None:
            watch(engine.Progress(done, len(wanted), time.monotonic() - started, before))
    return Made(len(wanted), done - before, before, time.monotonic() - started)


def write_part(order: Order, part: Part) -> int:
    """Make the statements of one part; each file appears whole or not at all."""
    for statement in statements(part.accounts, order.period):
        path = path_of(order, statement.office_code, statement.unit_code)
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f".{path.name}.{os.getpid()}")
        unfinished.write_bytes(WRITERS[order.layout](statement))
        unfinished.replace(path)
    return part.people


def path_of(order: Order, office_code: str, employer_code: str) -> Path:
    """Return where the statement of an employer account is kept; codes with signs a path may not have are cleaned."""
    safe = "".join(letter if letter.isalnum() or letter in "-_" else "_" for letter in employer_code)
    return order.folder / str(order.period) / office_code / f"{safe}.{order.layout}"
