"""A facility's month judged again in pieces: its files are read twice, and never more than a piece is in memory."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from ansinh.domain.claims.assess import assess
from ansinh.domain.claims.batch import Batch, Record, batch_of
from ansinh.domain.claims.lists import Lists
from ansinh.domain.claims.standard import SERVICES, SUMMARY
from ansinh.domain.claims.stored import Around
from ansinh.domain.claims.whole_month import WholeMonth, numbered, piece_of
from ansinh.formats.claims_plain import Plain
from ansinh.formats.claims_source import Intake, read_bytes
from ansinh.law.value_files import load
from ansinh.records.store.claims import files
from ansinh.records.store.claims.around import around
from ansinh.records.store.claims.work import PERFORMED
from ansinh.records.store.coverage.visits import HERE
from ansinh.usecases.claims.knowing import known_of
from ansinh.usecases.claims.receiving import packed_lines, stored_frames

PIECE = 2_000  # records judged at once
ASKED = ("MA_THE_BHYT", "NGAY_VAO", "MA_CSKCB", "MA_LK")


@dataclass(frozen=True, slots=True)
class Judged:
    """A month as the machine judges it today: visits and findings as the tables keep them, lines packed by file."""

    visits: pl.DataFrame
    marks: pl.DataFrame
    packed: tuple[tuple[int, bytes], ...]


def judge_month(standing: pl.DataFrame, period: dt.date) -> Judged:
    """Judge the standing visits of a facility and month with the rules, lists and law of today."""
    now = max(standing["received"]).astimezone(HERE).replace(tzinfo=None)
    month, heads, services, lists = WholeMonth(load()), [], [], Lists()
    for batch in batches(standing):
        lists = known_of(batch, settled=False)
        month.add(batch, lists)
        heads.append(batch.table(SUMMARY).select(ASKED))
        services.append(batch.table(SERVICES).select(PERFORMED).unique())
    beyond = around(pl.concat(heads), pl.concat(services))
    found = month.found(lists, beyond, now.date())
    return _pieces(standing, period, found, (now, beyond))


def _pieces(standing: pl.DataFrame, period: dt.date, found: pl.DataFrame, known: tuple[dt.datetime, Around]) -> Judged:
    """Judge the month piece by piece with what was `found` across it; `known` is the moment and what lies beyond."""
    now, beyond = known
    frames, marks, packed = [], [], list[tuple[int, bytes]]()
    for first, batch in numbered(batches(standing)):
        judged = assess(
            batch, known_of(batch, settled=False), now=now, around=Around(changes=beyond.changes),
            across_found=piece_of(found, first, len(batch)),
        )  # fmt: skip
        visits, said = stored_frames(judged, period)
        frames.append(visits.with_columns(pl.col("row") + first, period=pl.lit(period)))
        marks.append(said.with_columns(pl.col("visit") + first))
        packed.extend(packed_lines(judged, [int(file) for file in batch.records["file"].to_list()]).items())
    return Judged(pl.concat(frames), pl.concat(marks), tuple(packed))


def batches(standing: pl.DataFrame) -> Iterator[Batch]:
    """Yield the records the standing visits came from, file by file, a piece at a time."""
    wanted = set(standing.select("file", "place").rows())
    held: list[Record] = []
    for file in standing["file"].unique(maintain_order=True).to_list():
        for record in read_bytes(files.content(file), str(file), Intake(quick=Plain())):
            if (file, record.position) in wanted:
                record.file = str(file)
                held.append(record)
            if len(held) >= PIECE:
                yield batch_of(held)
                held = []
    if held:
        yield batch_of(held)
