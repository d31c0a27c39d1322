"""Receive a file of claims: kept whole, read, assessed with what the agency knows, stored; all or nothing."""

import datetime as dt
import io
import zoneinfo
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import polars as pl

from ansinh.domain.claims.across import supply_days
from ansinh.domain.claims.assess import Assessment, assess
from ansinh.domain.claims.batch import Record, batch_of
from ansinh.domain.claims.cuts import with_cuts
from ansinh.domain.claims.lists import Lists
from ansinh.domain.claims.noted import noted_of
from ansinh.domain.claims.outliers import scored
from ansinh.domain.claims.standard import SERVICES, SUMMARY
from ansinh.domain.claims.stored import newest
from ansinh.domain.claims.working import work_of
from ansinh.formats.claims_plain import Plain
from ansinh.formats.claims_source import Intake, read_bytes
from ansinh.formats.claims_upload import opened
from ansinh.formats.limits import read_limited
from ansinh.records.store.claims import arrivals, files, visits, work
from ansinh.records.store.claims.around import around
from ansinh.usecases.act import Act, perform
from ansinh.usecases.claims.knowing import known_of
from ansinh.usecases.claims.telling import hold_the_dead, tell_counter

HERE = zoneinfo.ZoneInfo("Asia/Ho_Chi_Minh")
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
    unread: int
    findings: int


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came."""

    name: str
    data: bytes


@dataclass(slots=True)
class _Opened:
    """A file of one act: its row, what reading it said, the records it gave."""

    kept: files.KeptFile
    intake: Intake
    records: list[Record]


def receive(
    data: bytes, name: str, *, actor: str, sender: str = "", now: dt.datetime | None = None, known: Lists | None = None
) -> Received:
    """Receive a file at `now` (local time): the same bytes give the same receipt and change nothing.

    `known` replaces the agency's own lists (a bench, a test). The file is never refused whole: what cannot be read is
    kept and listed.
    """
    uploads = [Upload(name, data)]
    return receive_all(uploads, actor=actor, sender=sender, now=now, known=known, guarded=True)[0]


def receive_all(
    uploads: Sequence[Upload],
    *,
    actor: str,
    sender: str = "",
    now: dt.datetime | None = None,
    known: Lists | None = None,
    guarded: bool = False,
) -> list[Received]:
    """Receive several files in one act, assessed together: hospitals send one visit a file. A receipt for each.

    `guarded`: a stranger's upload, read in the child process with limits; a folder of our own is read right here.
    """
    moment = now or dt.datetime.now(HERE).replace(tzinfo=None)
    digests = [files.hash_of(upload.data) for upload in uploads]
    act = Act(
        "claims.receive", actor, "claim_file", digests[0][:12],
        body={"files": [[upload.name, digest] for upload, digest in zip(uploads, digests, strict=True)]},
    )  # fmt: skip

    def work() -> list[Received]:
        at = moment.replace(tzinfo=HERE)
        kept = [
            files.keep(upload.data, digest, upload.name, sender=sender, actor=actor, at=at)[0]
            for upload, digest in zip(uploads, digests, strict=True)
        ]
        fresh = {one.id: upload for one, upload in zip(kept, uploads, strict=True) if one.assessed_at is None}
        files_now = {one.id: one for one in kept if one.id in fresh}
        quick = None if guarded else Plain()
        read = [_open(one, fresh[one.id], quick) for one in files_now.values()]
        findings = _assess(read, (sender, actor), moment, known) if read else {}
        return [
            Received(one.receipt, one.id not in fresh, *_came_of(one, read), findings.get(one.id, 0)) for one in kept
        ]

    return perform(act, work)


def set_aside(path: Path, most: int, *, actor: str, now: dt.datetime | None = None) -> str:
    """List a file of a folder that is larger than `most` bytes, with its hash; it is not read. Its receipt."""
    moment = (now or dt.datetime.now(HERE)).replace(tzinfo=HERE)
    digest = files.digest_of(path)
    why = f"{path.stat().st_size >> 20} MB, at most {most >> 20}: please split it"
    act = Act("claims.aside", actor, "claim_file", digest[:12], body={"name": path.name})
    return perform(act, lambda: files.keep_aside(digest, path.name, why, actor=actor, at=moment))


def _open(kept: files.KeptFile, upload: Upload, quick: Plain | None) -> _Opened:
    """Read one file; its records carry the number of its row, so that many files can be assessed together."""
    records, intake = _read(upload, quick)
    for record in records:
        record.file = str(kept.id)
    return _Opened(kept, intake, records)


def _read(upload: Upload, quick: Plain | None) -> tuple[list[Record], Intake]:
    """Return the records of an upload and what could not be read: in a child of its own without a `quick` way."""
    if quick is None:
        return opened(read_limited("claims", upload.data, name=upload.name), upload.name)
    intake = Intake(quick=quick)
    return list(read_bytes(upload.data, upload.name, intake)), intake


def _came_of(kept: files.KeptFile, opened: Sequence[_Opened]) -> tuple[int, int]:
    """Return (records, unread) of a file: of now, or of the first time."""
    one = next((each for each in opened if each.kept.id == kept.id), None)
    return (kept.records, len(kept.faults)) if one is None else (len(one.records), len(one.intake.faults))


def _assess(
    opened: Sequence[_Opened], who: tuple[str, str], moment: dt.datetime, known: Lists | None
) -> dict[int, int]:
    """Assess and store the records of files together; findings of each file. `who` is (sender, actor)."""
    sender, actor = who
    batch = batch_of(record for one in opened for record in one.records)
    at_hand = known if known is not None else known_of(batch)
    beyond = around(batch.table(SUMMARY), batch.table(SERVICES), sender)
    judged = assess(batch, at_hand, now=moment, around=beyond)
    stored, marks = stored_frames(judged, moment.date(), account=sender)
    visits.put(stored, marks)
    work.keep(work_of(*newest(judged.frames)))
    tell_counter(judged)
    hold_the_dead(judged, actor)
    owners = [int(file) for file in batch.records["file"].to_list()]
    read = set(judged.frames.visits["visit"].to_list())
    lines = packed_lines(judged, owners)
    refused = arrivals.keep(batch, owners, sender)
    for one in opened:
        lost = [asdict(fault) for visit, fault in batch.faults if owners[visit] == one.kept.id and visit not in read]
        faults = [asdict(fault) | {"file": file} for file, fault in one.intake.faults] + lost
        faults += [asdict(fault) for file, fault in refused if file == one.kept.id]
        house = sender or next((file.opening.sender for file in one.intake.files if file.opening.sender), "")
        files.set_assessed(
            one.kept.id, records=len(one.records), sender=house, lines=lines.get(one.kept.id, b""),
            faults=[{key: str(value) for key, value in fault.items()} for fault in faults],
        )  # fmt: skip
    counted = judged.findings.group_by("visit").len().iter_rows()
    found: dict[int, int] = {}
    for visit, count in counted:
        found[owners[visit]] = found.get(owners[visit], 0) + count
    return found


def stored_frames(judged: Assessment, today: dt.date, *, account: str = "") -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return (visits, findings) as the tables keep them; `row` is the visit's number in the batch.

    What a facility that signed in (`account`) sends is its own, whatever code stands in it: it never replaces a record
    of another facility.
    """
    outcome = judged.outcome.visits.select("visit", "claimed", "accepted", "state", "rules")
    heads = judged.frames.batch.records.with_row_index("visit").select(
        pl.col("visit").cast(pl.Int32), "position", "sender"
    )
    odd = scored(judged.frames.visits, judged.frames.lines).select("visit", "points")
    typed = judged.frames.visits.join(outcome, on="visit", how="left").join(
        heads.rename({"position": "place", "sender": "from"}), on="visit", how="left"
    ).join(supply_days(judged.frames.lines), on="visit", how="left").join(
        noted_of(judged.frames.lines), on="visit", how="left"
    ).join(odd, on="visit", how="left")  # fmt: skip
    month = pl.when(pl.col("month").is_between(1, 12) & pl.col("year").is_between(2015, 2100)).then(
        pl.date(pl.col("year"), pl.col("month"), 1)
    )
    period = pl.coalesce(month, pl.col("left").dt.date().dt.month_start(), pl.lit(today.replace(day=1)))
    frame = typed.select(
        row="visit", period=period,
        facility=pl.coalesce(pl.lit(account or None), "facility", "from", pl.lit("")).str.slice(0, 20),
        episode=pl.coalesce("episode", pl.format("?{}", pl.col("visit"))).str.slice(0, 200),
        file_id=pl.col("file").cast(pl.Int64),
        place="place",
        card=pl.col("card").fill_null("").str.slice(0, 40), came="came",
        left_at="left", care=pl.col("care").fill_null(""), access=pl.col("access").fill_null(""),
        icd=pl.col("icd").fill_null("").str.slice(0, 20), inpatient="inpatient", total=pl.col("total_bv").fill_null(0),
        in_scope=pl.col("total_bh").fill_null(0), copay=pl.col("copay").fill_null(0),
        claimed=pl.col("claimed").fill_null(0),
        accepted=pl.col("accepted").fill_null(0), state=pl.col("state").fill_null("accepted"),
        rules=pl.concat_str(pl.lit("{"), pl.col("rules").list.join(",").fill_null(""), pl.lit("}")),
        score=pl.col("points").fill_null(0).cast(pl.Int32), stay_from="stay_from",
        outcome=pl.col("outcome").fill_null("").str.slice(0, 2), sent_from=pl.col("sent_from").fill_null("").str.slice(
            0, 20), drug_days=pl.col("drug_days").clip(0, 10_000).cast(pl.Int32), noted=pl.col("noted").fill_null(""),
        own=pl.col("own").fill_null(0), other=pl.col("other").fill_null(0),
    ).unique(["facility", "episode"], keep="last", maintain_order=True)  # fmt: skip
    book = {code: rule.weight.value for code, rule in judged.book.items()}
    marks = with_cuts(judged.findings, judged.outcome.lines).select(
        "visit", "rule", "field", "found", "cut", weight=pl.col("rule").replace_strict(book, default="warn"),
        table_name=pl.col("table").fill_null(""), line="row",
    )  # fmt: skip
    return frame, marks


def packed_lines(judged: Assessment, owners: Sequence[int]) -> dict[int, bytes]:
    """Return the lines and their outcome as Arrow, by file; `owners` is the file of each visit of the batch.

    `place` is the place of a record among those of its file.
    """
    lines = judged.frames.lines.select(LINE_COLUMNS).join(
        judged.outcome.lines.select("visit", "table", "row", "accepted", "state", "rule"), on=["visit", "table", "row"],
        how="left",
    )  # fmt: skip
    files_of = pl.DataFrame(
        {"visit": range(len(owners)), "file": owners, "place": judged.frames.batch.records["position"]},
        schema={"visit": pl.Int32, "file": pl.Int64, "place": pl.Int32},
    )
    packed: dict[int, bytes] = {}
    for (file,), part in lines.join(files_of, on="visit").group_by("file", maintain_order=True):
        buffer = io.BytesIO()
        part.drop("file").write_ipc(buffer, compression="lz4")
        packed[int(str(file))] = buffer.getvalue()
    return packed


def precheck(
    data: bytes, name: str, *, now: dt.datetime | None = None, account: str = ""
) -> tuple[Assessment, list[str]]:
    """Assess a file without keeping anything: (assessment, what could not be read). The engine of `receive`."""
    records, intake = _read(Upload(name, data), None)
    batch = batch_of(records)
    moment = now or dt.datetime.now(HERE).replace(tzinfo=None)
    beyond = around(batch.table(SUMMARY), batch.table(SERVICES), account)
    judged = assess(batch, known_of(batch), now=moment, around=beyond)
    return judged, [f"{file}: {fault.found}" for file, fault in intake.faults]
