"""The door to payment lines and their orders: the lines of a batch for their files, orders made once."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db import connection

from ansinh.core.errors import ConflictError
from ansinh.core.text import Text
from ansinh.domain.benefits.payments import AGAIN, Source
from ansinh.records.bulk.arrow import Column, Door
from ansinh.records.models import PayChannel, PayingAccount, PaymentBatch, PaymentOrder
from ansinh.records.store.benefits.payments import Batch

CHANGED = Text(
    "Tệp {file} khác tệp đã phát hành; không phát hành lại.",
    "{file} is not the file that was released; it is not released again.",
)


@dataclass(frozen=True, slots=True)
class Channel:
    """A pay channel."""

    id: int
    form: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """A file to be kept as an order: where its lines go, its name and hash, its sums."""

    office: int
    channel: int
    part: int
    message: str
    file_name: str
    sha256: str
    lines: int
    amount: int


def of_batch(door: Door, batch: Batch, first: int, last: int) -> dict[str, Column]:
    """Return the lines of a batch with subjects first .. last, by office, channel and subject, those with money only.

    Columns month, subject, attempt, amount, office, channel, number, holder, file_no.
    """
    holder, file_no, joined = _named(batch, f"BETWEEN {first} AND {last}")
    return door.columns(
        "SELECT l.month, l.subject, l.attempt, l.amount, l.office_id AS office, l.channel, y.number, "  # noqa: S608 - numbers and ids of our own
        f"{holder} AS holder, {file_no} AS file_no "
        f"FROM records_payline l JOIN records_payee y ON y.id = l.payee {joined} WHERE {_months(batch)} "
        f"l.source = {int(batch.source)} AND l.batch = '{batch.id}' AND l.amount > 0 "
        f"AND l.subject BETWEEN {first} AND {last} ORDER BY 5, 6, 2, 1, 3"
    )


def _named(batch: Batch, between: str) -> tuple[str, str, str]:
    """Return who is named on a line, by which file number, and what is joined for it, of subjects in a range.

    A payroll is read part by part: of its pensions and payees only those of the part are read. Lists of relief that a
    unit or a counter pays out name the person.
    """
    if batch.source is Source.PENSION:
        mine = "" if batch.measure == AGAIN else f"AND y.pension_id {between} "
        return "y.holder", "p.file_no", f"{mine}JOIN records_pension p ON p.id = l.subject AND p.id {between}"
    if batch.source is Source.RELIEF:
        channels = "LEFT JOIN records_paychannel c ON c.id = l.channel AND c.form IN ('unit', 'cash') "
        named = "LEFT JOIN records_person n ON n.id = l.person AND c.id IS NOT NULL"
        return "coalesce(n.full_name, y.holder)", "''", channels + named
    return "y.holder", "''", ""


def _months(batch: Batch) -> str:
    """Return the condition that narrows the lines of a batch to their partition; paid again, they are of any month."""
    return "" if batch.measure == AGAIN else f"l.month = DATE '{batch.month.first_day}' AND"


def channels(ids: list[int]) -> dict[int, Channel]:
    """Return channels by id."""
    rows = PayChannel.objects.filter(pk__in=ids).values_list("id", "form", "code", "name")
    return {row[0]: Channel(*row) for row in rows}


def office_names(ids: list[int]) -> dict[int, tuple[str, str]]:
    """Return code and name of offices by id."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, code, name FROM records_office WHERE id = ANY(%s)", [ids])
        return {number: (code, name) for number, code, name in cursor.fetchall()}


def paying_account(path: str, day: dt.date) -> tuple[str, str, str] | None:
    """Return holder, number and bank of the account an office pays from: its own or that of the nearest above."""
    codes = path.split(".")
    paths = [".".join(codes[: n + 1]) for n in range(len(codes))]
    rows = PayingAccount.objects.filter(office__path__in=paths, valid_from__lte=day).exclude(valid_to__lte=day)
    found = max(rows.select_related("office"), key=lambda row: (len(row.office.path), row.valid_from), default=None)
    return None if found is None else (found.holder, found.number, found.bank_bin)


def keep_order(batch: uuid.UUID, facts: OrderFacts, actor: str) -> bool:
    """Keep a released file, or check that it is the one released before; ConflictError where it is another.

    Returns whether it is new.
    """
    order, fresh = PaymentOrder.objects.get_or_create(
        batch_id=batch, office_id=facts.office, channel_id=facts.channel, part=facts.part,
        defaults={
            "id": uuid.uuid5(batch, facts.message), "message": facts.message, "file_name": facts.file_name,
            "sha256": facts.sha256, "lines": facts.lines, "amount": facts.amount, "released_by": actor,
        },
    )  # fmt: skip
    if order.sha256 != facts.sha256:
        raise ConflictError(CHANGED.fill(file=facts.file_name))
    return fresh


@dataclass(frozen=True, slots=True)
class OrderRow:
    """A released file as lists show it."""

    office: str
    form: str
    channel: str
    file_name: str
    sha256: str
    lines: int
    amount: int
    released_by: str
    released_at: dt.datetime


def orders(batch: uuid.UUID) -> list[OrderRow]:
    """Return the released files of a batch, by office and channel."""
    rows = PaymentOrder.objects.filter(batch_id=batch).order_by(
        "office__code", "channel__form", "channel__name", "part"
    )
    names = (
        "office__name", "channel__form", "channel__name", "file_name", "sha256", "lines", "amount", "released_by",
        "released_at",
    )  # fmt: skip
    return [OrderRow(*row) for row in rows.values_list(*names)]


def next_number(source: Source, office: int, month: dt.date) -> int:
    """Return the number the next batch of an office and month would have."""
    rows = PaymentBatch.objects.filter(source=int(source), office_id=office, month=month)
    return max(rows.values_list("number", flat=True), default=0) + 1
