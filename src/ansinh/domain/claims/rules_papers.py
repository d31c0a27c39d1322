"""Rules over papers and results: certificates, appointments, ends of pregnancy, results, clinical notes, numbering."""

import polars as pl

from ansinh.domain.claims.batch import Batch
from ansinh.domain.claims.checking import Check, run_checks, said
from ansinh.domain.claims.frames import Frames, day, minute
from ansinh.domain.claims.lists import Lists
from ansinh.domain.claims.rules_structure import episode_checks

LUNGS = ("A15", "A19")
NUMBERED = ("XML2", "XML3", "XML4", "XML5")


def paper_findings(frames: Frames, lists: Lists, rules: frozenset[str], most: tuple[int, int]) -> list[pl.DataFrame]:
    """Return the findings over every table but the summary and the lines' own rules.

    `most`: days at most of one certificate of leave, of a usual illness and of tuberculosis.
    """
    batch = frames.batch
    stay = frames.visits.select("visit", "episode", "came", "left", "icd")
    ordered = frames.lines.filter(pl.col("service").is_not_null()).group_by("visit", "service").agg(
        pl.col("ordered").min(), pl.col("done").min())  # fmt: skip
    results = frames.results.drop("episode").join(stay, on="visit").join(ordered, on=["visit", "service"], how="left")
    found = run_checks(results, _results(), rules)
    found += run_checks(frames.notes.drop("episode").join(stay, on="visit"), _notes(), rules)
    found += run_checks(_paper(batch, "XML7", stay), _discharge(), rules)
    found += run_checks(_leave(batch, stay, lists), _leaves(*most), rules)
    found += run_checks(_paper(batch, "XML14", stay), _appointment(), rules)
    for name in batch.tables:
        if name not in {"XML0", "XML1"}:
            found += run_checks(_paper(batch, name, stay), episode_checks(), rules)
        if name in NUMBERED:
            found += run_checks(_numbered(_paper(batch, name, stay)), _numbering(), rules)
    return found


def _paper(batch: Batch, name: str, stay: pl.DataFrame) -> pl.DataFrame:
    """Return a raw table with the stay of its record."""
    return batch.table(name).with_columns(pl.lit(name).alias("table")).join(stay, on="visit")


def _numbered(frame: pl.DataFrame) -> pl.DataFrame:
    """Number the rows that share a STT in their record."""
    return frame.with_columns(same=pl.col("STT").cum_count().over("visit", "STT"))


def _numbering() -> list[Check]:
    """Return STR-10."""
    return [Check("STR-10", pl.col("same") > 1, "STT", pl.col("STT"))]


def _results() -> list[Check]:
    """Return DAT-06 and DAT-07 over results: before the first order or performance of its service, or too late."""
    early = (pl.col("result") < pl.col("ordered")) | (pl.col("result") < pl.col("done"))
    return [
        Check("DAT-06", early, "NGAY_KQ", said("ordered", "done", "result")),
        Check("DAT-07", pl.col("result") > pl.col("left").dt.offset_by("60d"), "NGAY_KQ", said("result", "left")),
    ]


def _notes() -> list[Check]:
    """Return DAT-08."""
    outside = (pl.col("noted") < pl.col("came")) | (pl.col("noted") > pl.col("left"))
    return [Check("DAT-08", outside, "THOI_DIEM_DBLS", said("noted", "came", "left"))]


def _ended(*needed: str) -> Check:
    """Return OUT-03: a pregnancy that ended without its cause, age or time."""
    age = pl.col("TUOI_THAI").cast(pl.Int32, strict=False).is_between(1, 42).fill_null(value=False)
    missing = pl.any_horizontal(pl.col(*needed).is_null()) | ~age
    return Check("OUT-03", (pl.col("MA_DINH_CHI_THAI") == "1") & missing, "MA_DINH_CHI_THAI", pl.col("TUOI_THAI"))


def _discharge() -> list[Check]:
    """Return the rules of the discharge paper."""
    return [
        Check("DAT-13", day("NGAY_CT") != pl.col("left").dt.date(), "NGAY_CT", pl.col("NGAY_CT")),
        _ended("NGUYENNHAN_DINHCHI", "THOIGIAN_DINHCHI"),
    ]


def _leave(batch: Batch, stay: pl.DataFrame, lists: Lists) -> pl.DataFrame:
    """Return certificates of leave with whether the person had compulsory insurance when it began."""
    insured = lists.get("register").select(
        SI=pl.col("card").str.slice(5, 10), si_from=pl.col("si_from").str.to_date(strict=False),
        si_to=pl.col("si_to").str.to_date(strict=False), in_register=pl.lit(value=True),
    ).unique("SI", keep="last")  # fmt: skip
    return _paper(batch, "XML11", stay).join(insured, left_on="MA_BHXH", right_on="SI", how="left")


def _leaves(usual: int, tuberculosis: int) -> list[Check]:
    """Return the rules of the certificate of leave: days at most of a usual illness and of tuberculosis."""
    first, last = day("TU_NGAY"), day("DEN_NGAY")
    days = pl.col("SO_NGAY_NGHI").cast(pl.Int32, strict=False)
    lungs = pl.col("icd").str.slice(0, 3).is_between(pl.lit(LUNGS[0]), pl.lit(LUNGS[1]))
    most = pl.when(lungs).then(tuberculosis).otherwise(usual)
    issued = day("NGAY_CT")
    outside = (issued < pl.col("came").dt.date()) | (issued > pl.col("left").dt.date())
    uninsured = pl.col("in_register") & (
        pl.col("si_from").is_null() | (first < pl.col("si_from")) | (first > pl.col("si_to"))
    )
    return [
        Check("DAT-13", outside, "NGAY_CT", pl.col("NGAY_CT")),
        Check("DAT-14", (days > most) | (days != (last - first).dt.total_days() + 1), "SO_NGAY_NGHI",
              said("SO_NGAY_NGHI", "TU_NGAY", "DEN_NGAY")),
        Check("OUT-06", uninsured, "MA_BHXH", said("MA_BHXH", "TU_NGAY")),
        _ended("NGUYENNHAN_DINHCHI"),
    ]  # fmt: skip


def _appointment() -> list[Check]:
    """Return DAT-15."""
    return [Check("DAT-15", minute("NGAY_HEN_KL") < pl.col("left"), "NGAY_HEN_KL", pl.col("NGAY_HEN_KL"))]
