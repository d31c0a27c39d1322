"""The files of a written batch: one for each office and bank (pain.001) or post point (list), the same each time."""

import datetime as dt
import hashlib
import os
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ansinh.core.errors import ConflictError, RefusedError
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.benefits.payments import SOURCE_NAMES, PayKey
from ansinh.formats.pain001 import Order, Payer, Transfers, check_pain001, write_pain001
from ansinh.formats.pain_list import PayList, write_pay_list
from ansinh.formats.vietqr import ascii_text
from ansinh.jobs.engine import DEFAULT_WORKERS, run_parts
from ansinh.jobs.payroll.frame import Part
from ansinh.records.bulk.arrow import Column, close_doors, database_url, door_to
from ansinh.records.store.benefits import payments, payments_lines
from ansinh.records.store.benefits.payments import Batch
from ansinh.records.store.benefits.payments_lines import Channel, OrderFacts
from ansinh.records.store.ledger.books import month_numbers
from ansinh.usecases.act import Act, perform

EVERYONE = 1 << 62
NOT_WRITTEN = Text("Đợt chi chưa ghi xong nên chưa xuất tệp.", "The batch is not written yet: there are no files.")
NO_ACCOUNT = Text("Cơ quan {office} chưa khai báo tài khoản chi.", "The office {office} has no account to pay from.")


@dataclass(frozen=True, slots=True)
class FileFrame:
    """What every part has to know to write its files."""

    batch: Batch
    folder: Path
    actor: str
    layout: str
    url: str


@dataclass(frozen=True, slots=True)
class Made:
    """What was released: files, payments, dong; `fresh` of the files had not been released before."""

    files: int
    lines: int
    amount: int
    fresh: int


def make_files(
    run: uuid.UUID, folder: Path, actor: str, *, layout: str = "pain001", workers: int = DEFAULT_WORKERS
) -> Made:
    """Write the files of a batch into `folder` and keep each with its hash; again writes the same files.

    `layout` of bank files is pain001 or csv. ConflictError before the batch is written, and for a file that differs
    from what was released; RefusedError without an account to pay from, or where a bank would refuse the file.
    """
    batch = payments.batch_of(run)
    if batch.state not in {"written", "closed"}:
        raise ConflictError(NOT_WRITTEN)
    folder.mkdir(parents=True, exist_ok=True)
    before = len(payments_lines.orders(run))
    parts = [Part(number, first, last or EVERYONE) for number, (first, last) in enumerate(batch.control["parts"])]
    close_doors()
    frame = FileFrame(batch, folder, actor, layout, database_url())
    for _ in run_parts(frame, parts, write_files, workers=workers):
        pass
    close_doors()
    made = payments_lines.orders(run)
    return Made(len(made), sum(one.lines for one in made), sum(one.amount for one in made), len(made) - before)


def folder(run: uuid.UUID) -> Path:
    """Return the folder in which the pages keep the files of a batch."""
    return Path(os.environ.get("ANSINH_DATA_DIR", "var")) / "payments" / str(run)


def write_files(frame: FileFrame, part: Part) -> int:
    """Write the files of one part."""
    lines = payments_lines.of_batch(door_to(frame.url), frame.batch, part.first, part.last)
    size = lines["subject"].size
    if size == 0:
        return 0
    edges = np.flatnonzero((np.diff(lines["office"]) != 0) | (np.diff(lines["channel"]) != 0)) + 1
    places = payments_lines.office_names(np.unique(lines["office"]).tolist())
    channels = payments_lines.channels(np.unique(lines["channel"]).tolist())
    for first, end in zip([0, *edges.tolist()], [*edges.tolist(), size], strict=True):
        mine = {name: column[first:end] for name, column in lines.items()}
        _release(frame, part.number, (channels[int(mine["channel"][0])], places[int(mine["office"][0])][0]), mine)
    return int(size)


def _release(frame: FileFrame, part: int, where: tuple[Channel, str], lines: dict[str, Column]) -> None:
    """Write one file and keep it as an order."""
    channel, office = where
    message = "B" + uuid.uuid5(frame.batch.id, f"{office}/{channel.form}/{channel.code}/{part}").hex
    iso = channel.form == "bank" and frame.layout == "pain001"
    data = _pain001(frame, channel, message, lines) if iso else _list(frame, lines)
    name = "-".join(
        [str(frame.batch.month), office, channel.form, _file_safe(channel.code), str(frame.batch.number), str(part)]
    ) + (".xml" if iso else ".csv")
    facts = OrderFacts(
        office=int(lines["office"][0]), channel=channel.id, part=part, message=message, file_name=name,
        sha256=hashlib.sha256(data).hexdigest(), lines=int(lines["amount"].size), amount=int(lines["amount"].sum()),
    )  # fmt: skip
    fresh = frame.folder / f".{name}.{os.getpid()}"
    fresh.write_bytes(data)
    act = Act("payments.release", frame.actor, "batch", str(frame.batch.id), office=office, body={"file": name})
    perform(act, lambda: payments_lines.keep_order(frame.batch.id, facts, frame.actor))
    fresh.replace(frame.folder / name)  # only a released file bears its name


def _pain001(frame: FileFrame, channel: Channel, message: str, lines: dict[str, Column]) -> bytes:
    """Return the file for a bank, read again as the bank would read it."""
    account = payments_lines.paying_account(frame.batch.path, frame.batch.due)
    if account is None:
        raise RefusedError(NO_ACCOUNT.fill(office=frame.batch.office))
    order = Order(
        message=message,
        created=(frame.batch.second_at or frame.batch.known_at).astimezone(dt.UTC).replace(microsecond=0),
        pay_on=frame.batch.due,
        payer=Payer(*account),
        bank=channel.code,
        purpose=_purpose(frame.batch),
    )
    data = write_pain001(
        order,
        Transfers(
            list(references(frame.batch, lines)),
            lines["amount"].tolist(),
            lines["holder"].tolist(),
            lines["number"].tolist(),
        ),
    )
    found = check_pain001(data)
    if found:
        said = found[0].message
        raise RefusedError(Text(f"{found[0].where.column}: {said.vi}", f"{found[0].where.column}: {said.en}"))
    return data


def _list(frame: FileFrame, lines: dict[str, Column]) -> bytes:
    """Return the list for a post point, a unit, a counter, or a bank that takes lists."""
    told = PayList(
        reference=list(references(frame.batch, lines)),
        file_no=lines["file_no"].tolist(),
        name=lines["holder"].tolist(),
        account=lines["number"].tolist(),
        amount=lines["amount"].tolist(),
        purpose=_purpose(frame.batch),
    )
    return write_pay_list(told)


def references(batch: Batch, lines: dict[str, Column]) -> Iterator[str]:
    """Yield the reference each payment carries."""
    columns = (month_numbers(lines["month"]).tolist(), lines["subject"].tolist(), lines["attempt"].tolist())
    for month, subject, attempt in zip(*columns, strict=True):
        yield PayKey(Month(month), batch.source, subject, attempt).reference


def _purpose(batch: Batch) -> str:
    """Return the text a payee finds on the statement: plain letters, for every bank."""
    what = SOURCE_NAMES[batch.source].vi
    return ascii_text(f"BHXH {batch.office} {what} T{batch.month.month:02d}/{batch.month.year}")


def _file_safe(code: str) -> str:
    """Return a code as part of a file name."""
    return "".join(letter if letter.isalnum() else "_" for letter in code)
