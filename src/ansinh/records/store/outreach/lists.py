"""The door to partners' lists: kept whole with their findings; the staged ones are in force."""

import datetime as dt
import uuid
from typing import Any, NamedTuple

import polars as pl

from ansinh.core.errors import MissingError
from ansinh.core.text import Text
from ansinh.records.bulk.frames import copy_frame
from ansinh.records.models import Office, PartnerList, SupportedCommune


class Received(NamedTuple):
    """A list that was taken in or refused."""

    id: uuid.UUID
    kind: str
    office: str
    file_name: str
    as_of: dt.date
    rows: int
    errors: int
    warnings: int
    state: str
    received_by: str


_FIELDS = (
    "id", "kind", "office__code", "file_name", "as_of", "rows", "errors", "warnings", "state", "received_by",
)  # fmt: skip


def office_id(code: str) -> int:
    """Return the id of an office; MissingError if there is none."""
    found = Office.objects.filter(code=code).values_list("id", flat=True).first()
    if found is None:
        raise MissingError(Text(f"Không có cơ quan BHXH mã {code}.", f"There is no office with code {code}."))
    return found


def known(digest: str) -> Received | None:
    """Return the list that came with the same bytes and was taken in, None if none did."""
    row = PartnerList.objects.filter(sha256=digest).exclude(state="refused").values_list(*_FIELDS).first()
    return Received(*row) if row else None


def keep(facts: dict[str, Any], rows: pl.DataFrame) -> uuid.UUID:
    """Keep a list and its rows (columns named as the table's, without `list_id`); return its id.

    An earlier list of the same kind, office and name is superseded: it was sent again. A refused one is kept anew.
    """
    made = keep_file(facts)
    if facts["state"] == "staged":
        copy_frame("records_partnerrecord", rows.with_columns(list_id=pl.lit(str(made))))
    return made


def keep_file(facts: dict[str, Any]) -> uuid.UUID:
    """Keep what is known of a file, without its rows; an earlier one of the same name is superseded. Returns its id."""
    PartnerList.objects.filter(sha256=facts["sha256"], state="refused").delete()
    if facts["state"] == "staged":
        same = {name: facts[name] for name in ("kind", "office_id", "file_name")}
        PartnerList.objects.filter(**same, state="staged").update(state="superseded")
    return PartnerList.objects.create(**facts).pk


def support_communes(rows: list[tuple[str, str, dt.date, dt.date | None, str]]) -> int:
    """Keep supported communes (commune, group, from, to, document); again changes the end. Returns rows."""
    for commune, group, since, until, document in rows:
        SupportedCommune.objects.update_or_create(
            commune=commune, group=group, valid_from=since, defaults={"valid_to": until, "document": document}
        )
    return len(rows)


def received(office_ids: list[int], limit: int = 50) -> list[Received]:
    """Return the latest lists of the offices."""
    found = PartnerList.objects.filter(office_id__in=office_ids).order_by("-received_at")
    return [Received(*row) for row in found.values_list(*_FIELDS)[:limit]]


def findings(number: uuid.UUID) -> list[dict[str, Any]]:
    """Return the findings kept with a list, as they were told; MissingError if there is none."""
    found = PartnerList.objects.filter(pk=number).values_list("findings", flat=True).first()
    if found is None:
        raise MissingError(Text("Không có danh sách này.", "There is no such list."))
    return list(found)
