"""Receive a file of claims: kept whole, read, assessed with what the agency knows, stored; all or nothing."""

import datetime as dt
import io
import zoneinfo
from collections.abc import Callable
from dataclasses import asdict, dataclass

import polars as pl

from ansinh.domain.claims.assess import Assessment, assess
from ansinh.domain.claims.batch import Batch, batch_of
from ansinh.domain.claims.catalogue import rules
from ansinh.domain.claims.lists import Lists
from ansinh.domain.claims.standard import SUMMARY
from ansinh.formats.claims_source import Intake, read_bytes
from ansinh.records.store.claims import files, lists, visits
from ansinh.usecases.act import Act, perform

HERE = zoneinfo.ZoneInfo("Asia/Ho_Chi_Minh")
CENTURY = dt.date(2000, 1, 1)
LINE_COLUMNS = (
    "visit", "table", "row", "kind", "service", "drug", "supply", "title", "quantity", "price_bh", "bh", "fund",
    "ordered", "done", "doer", "doctor", "machine", "department",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Received:
    """The receipt of a file: `again` where it had come before, and what came of it."""

    receipt: str
    again: bool
    records: int
    findings: int
    unread: int


def receive(
    data: bytes, name: str, *, actor: str, sender: str = "", now: dt.datetime | None = None, known: Lists | None = None
) -> Received:
    """Receive a file at `now` (local time): the same bytes give the same receipt and change nothing.

    `known` replaces the agency's own lists (a bench, a test). The file is never refused whole: what cannot be read is
    kept and listed.
    """
    moment = now or dt.datetime.now(HERE).replace(tzinfo=None)
    digest = files.hash_of(data)
    act = Act("claims.receive", actor, "claim_file", digest[:12], body={"name": name, "sha256": digest})
    return perform(act, _work(data, name, sender, actor, moment, known))


def _work(
    data: bytes, name: str, sender: str, actor: str, moment: dt.datetime, known: Lists | None
) -> Callable[[], Received]:
    """Return the work of one act."""

    def work() -> Received:
        kept, _ = files.keep(data, name, sender=sender, actor=actor)
        if kept.assessed_at is not None:
            return Received(kept.receipt, True, kept.records, 0, len(kept.faults))  # noqa: FBT003 - a field of the receipt
        intake = Intake()
        batch = batch_of(read_bytes(data, name, intake))
        at_hand = known if known is not None else _lists(batch)
        judged = assess(batch, at_hand, now=moment, crosswise=True)
        faults = [asdict(fault) | {"file": file} for file, fault in intake.faults]
        shown = [{key: str(value) for key, value in fault.items()} for fault in faults]
        stored, marks = stored_frames(judged, kept.id, moment.date())
        visits.put(stored, marks)
        who = sender or next((file.opening.sender for file in intake.files if file.opening.sender), "")
        files.set_assessed(kept.id, records=len(batch), faults=shown, sender=who, lines=packed_lines(judged))
        return Received(kept.receipt, False, len(batch), judged.findings.height, len(shown))  # noqa: FBT003

    return work


def _lists(batch: Batch) -> Lists:
    """Return the agency's lists about the facilities and cards of a batch."""
    summary = batch.table(SUMMARY)
    facilities = summary["MA_CSKCB"].drop_nulls().unique().to_list()
    cards = [card for text in summary["MA_THE_BHYT"].drop_nulls().to_list() for card in text.split(";")]
    return lists.known_lists(facilities, cards)


def stored_frames(judged: Assessment, file_id: int, today: dt.date) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return (visits, findings) as the tables keep them; `row` is the visit's number in the batch."""
    outcome = judged.outcome.visits.select("visit", "claimed", "accepted", "state", "rules")
    heads = judged.frames.batch.records.with_row_index("visit").select(
        pl.col("visit").cast(pl.Int32), "position", "sender"
    )
    typed = judged.frames.visits.join(outcome, on="visit", how="left").join(
        heads.rename({"position": "place", "sender": "from"}), on="visit", how="left"
    )
    month = pl.when(pl.col("month").is_between(1, 12) & pl.col("year").is_between(2015, 2100)).then(
        pl.date(pl.col("year"), pl.col("month"), 1)
    )
    period = pl.coalesce(month, pl.col("left").dt.date().dt.month_start(), pl.lit(today.replace(day=1)))
    frame = typed.select(
        row="visit", period=period, facility=pl.coalesce("facility", "from", pl.lit("")).str.slice(0, 20),
        episode=pl.coalesce("episode", pl.format("?{}", pl.col("visit"))).str.slice(0, 200), file_id=pl.lit(file_id),
        place="place",
        card=pl.col("card").fill_null("").str.slice(0, 40), came="came",
        left_at="left", care=pl.col("care").fill_null(""), access=pl.col("access").fill_null(""),
        icd=pl.col("icd").fill_null("").str.slice(0, 20), inpatient="inpatient", total=pl.col("total_bv").fill_null(0),
        in_scope=pl.col("total_bh").fill_null(0), copay=pl.col("copay").fill_null(0),
        claimed=pl.col("claimed").fill_null(0),
        accepted=pl.col("accepted").fill_null(0), state=pl.col("state").fill_null("accepted"),
        rules=pl.concat_str(pl.lit("{"), pl.col("rules").list.join(",").fill_null(""), pl.lit("}")), score=pl.lit(0),
    ).unique(["facility", "episode"], keep="last", maintain_order=True)  # fmt: skip
    weights = pl.DataFrame({"rule": list(rules()), "weight": [rule.weight.value for rule in rules().values()]})
    marks = judged.findings.join(weights, on="rule", how="left").select(
        "visit", "rule", "weight", "field", "found", table_name=pl.col("table").fill_null(""), line="row"
    )
    return frame, marks


def packed_lines(judged: Assessment) -> bytes:
    """Return the lines and their outcome as Arrow."""
    lines = judged.frames.lines.select(LINE_COLUMNS).join(
        judged.outcome.lines.select("visit", "table", "row", "accepted", "state", "rule"), on=["visit", "table", "row"],
        how="left",
    )  # fmt: skip
    buffer = io.BytesIO()
    lines.write_ipc(buffer, compression="lz4")
    return buffer.getvalue()


def precheck(data: bytes, name: str, *, now: dt.datetime | None = None) -> tuple[Assessment, list[str]]:
    """Assess a file without keeping anything: (assessment, what could not be read). The engine of `receive`."""
    intake = Intake()
    batch = batch_of(read_bytes(data, name, intake))
    moment = now or dt.datetime.now(HERE).replace(tzinfo=None)
    return assess(batch, _lists(batch), now=moment), [f"{file}: {fault.found}" for file, fault in intake.faults]
