"""Rules of structure, made of the field tables: required, too long, not a number, bad date, code not in its list."""

import datetime as dt
from functools import cache
from typing import Final

import polars as pl

from ansinh.domain.claims.batch import Batch
from ansinh.domain.claims.checking import Check, run_checks
from ansinh.domain.claims.frames import Frames, minute
from ansinh.domain.claims.reference import reference
from ansinh.domain.claims.standard import Field, Table, tables

FINE: Final = frozenset({"SO_LUONG", "DON_GIA", "DON_GIA_BV", "DON_GIA_BH"})
NO_NUMBER: Final = frozenset({"CAN_NANG_CON", "SO_CCCD", "T_TRANTT"})
SEVERAL: Final = frozenset({"MA_TINH_TRANG_DK", "MA_XU_TRI"})
OWN_LIST: Final = frozenset({"MA_KHUVUC", "MA_LOAI_KCB", "NHOM_DOI_TUONG"})
SPANS: Final = {"GT_THE_TU", "GT_THE_DEN"}
DEPARTMENT: Final = r"^K[0-9]{2}[0-9A-Z.]{0,6}(;K[0-9]{2}[0-9A-Z.]{0,6})*$"
OLDER_REQUIRED: Final = frozenset({"MA_LK", "HO_TEN", "NGAY_SINH", "GIOI_TINH", "NGAY_VAO", "NGAY_RA", "MA_CSKCB"})


AHEAD: Final = frozenset({  # days that may lie ahead: appointments, the end of a leave, a treatment or a validity
    "NGAY_TAI_KHAM", "NGAY_HEN_KL", "NGOAITRU_DENNGAY", "NGAYKT_DTRI_LAO", "NGAY_KET_THUC_XU_TRI",
})  # fmt: skip
OLDER_CODES: Final = {"KET_QUA_DTRI": "12345", "MA_LOAI_RV": "1234"}  # Decision 4210: fewer outcomes and ways to leave


def structure(
    frames: Frames, rules: frozenset[str], access_codes: frozenset[str], now: dt.datetime
) -> list[pl.DataFrame]:
    """Return the findings of structure of every table of the batch received at `now`."""
    days = frames.visits.select("visit", "left", older="older")
    found: list[pl.DataFrame] = []
    for name, raw in frames.batch.tables.items():
        frame = raw.join(days, on="visit", how="left").with_columns(
            pl.lit(name).alias("table"), pl.col("older").fill_null(value=False)
        )
        checks = [*table_checks(name), *_own_lists(name, access_codes)]
        found += run_checks(frame, checks, rules)
        found += _future(frame, name, rules, now)
    return found


def _future(frame: pl.DataFrame, name: str, rules: frozenset[str], now: dt.datetime) -> list[pl.DataFrame]:
    """Return DAT-09 of a table: days later than the moment of receipt; compared as text first, which costs little."""
    days = [each.name for each in tables()[name].fields if each.name.startswith("NGAY") and each.name not in AHEAD]
    if not days:
        return []
    moment = pl.lit(now.strftime("%Y%m%d%H%M"))
    later = frame.filter(pl.any_horizontal(pl.col(day) > moment for day in days))
    checks = [Check("DAT-09", (pl.col(day) > moment) & (minute(day) > now), day, pl.col(day)) for day in days]
    return run_checks(later, checks, rules)


@cache
def table_checks(name: str) -> tuple[Check, ...]:
    """Return the checks of one table, one or more a field."""
    table = tables()[name]
    return tuple(check for each in table.fields for check in _field_checks(table, each))


def _field_checks(table: Table, each: Field) -> list[Check]:
    """Return the checks of one field."""
    column = pl.col(each.name)
    checks: list[Check] = []
    if each.required:
        checks.append(Check("STR-05", column.is_null() & _asked(table, each), each.name, pl.lit("")))
    if each.longest:
        checks.append(Check("STR-06", column.str.len_chars() > each.longest, each.name, column))
    if each.codes and each.name not in OWN_LIST:
        checks.append(Check("STR-11", ~_in_codes(each), each.name, column))
    elif each.number and each.name not in NO_NUMBER:
        places = "1,3" if each.name in FINE else "1,2"
        plain = column.str.contains(rf"^\d{{1,15}}(\.\d{{{places}}}0*)?$")
        checks.append(Check("STR-07", ~plain, each.name, column))
    if each.form.startswith("yyyymmdd"):
        checks.append(Check("STR-08", _bad_date(each), each.name, column))
    elif each.name in SPANS:
        checks.append(Check("STR-08", _bad_span(each.name), each.name, column))
    return checks


def _asked(table: Table, each: Field) -> pl.Expr:
    """Return whether the field is asked of this record: the older standard asks less, districts ended in 2025-07."""
    asked = pl.lit(value=True) if each.name in OLDER_REQUIRED or table.name == "XML0" else ~pl.col("older")
    if each.required_until is not None:
        until = dt.datetime.combine(each.required_until, dt.time())
        asked = asked & (pl.col("left") < until).fill_null(value=True)
    return asked


def _in_codes(each: Field) -> pl.Expr:
    """Return whether the value is in the list of the field (a leading zero is no matter)."""
    column, codes = pl.col(each.name), sorted(each.codes)
    if each.name in SEVERAL:
        return column.str.split(";").list.eval(pl.element().is_in(codes)).list.all()
    return column.is_in(codes) | column.str.strip_chars_start("0").is_in(codes)


def _bad_date(each: Field) -> pl.Expr:
    """Return whether the value is no real date of its form; unknown parts of a birth date are written as zeros."""
    column = pl.col(each.name)
    bad = minute(each.name).is_null() | ~column.str.contains(r"^\d{8}(\d{4})?$")
    bad = column.is_not_null() & (bad | ~minute(each.name).dt.year().is_between(1880, 2199))
    if each.name.startswith("NGAY_SINH") or each.name.startswith("NGAYSINH"):
        return bad & ~column.str.contains(r"^\d{4}(0000(0000)?)?$")
    if each.form == "yyyymmddHHMM":
        return bad | (column.str.len_chars() != 12)
    if each.form == "yyyymmdd":
        return bad | (column.str.len_chars() != 8)
    return bad


def _bad_span(name: str) -> pl.Expr:
    """Return whether one of the dates joined by semicolons is none (a blank end is open)."""
    part = pl.element()
    real = part.str.to_date("%Y%m%d", strict=False).is_not_null() & (part.str.len_chars() == 8)
    return ~pl.col(name).str.split(";").list.eval((part == "") | real).list.all()


def _own_lists(name: str, access_codes: frozenset[str]) -> list[Check]:
    """Return the checks of codes whose list has a day or a shape of its own."""
    checks: list[Check] = []
    names = tables()[name].names
    if "MA_LOAI_KCB" in names:
        care = pl.col("MA_LOAI_KCB").str.zfill(2)
        later = dt.datetime.fromisoformat(reference()["care_2026_from"])
        known = care.is_in(reference()["care"]) | (care.is_in(reference()["care_2026"]) & (pl.col("left") >= later))
        checks.append(Check("STR-11", ~known, "MA_LOAI_KCB", pl.col("MA_LOAI_KCB")))
    if "MA_DOITUONG_KCB" in names:
        code = pl.col("MA_DOITUONG_KCB")
        known = code.is_in(sorted(access_codes)) | (pl.col("older") & code.is_in(["1", "2", "3", "4"]))
        checks.append(Check("STR-11", ~known, "MA_DOITUONG_KCB", code))
    if name in {"XML1", "XML2", "XML3"}:
        checks.append(Check("STR-11", ~pl.col("MA_KHOA").str.contains(DEPARTMENT), "MA_KHOA", pl.col("MA_KHOA")))
    if name == "XML1":
        checks += [
            Check("STR-11", pl.col("older") & ~pl.col(field).is_in(list(codes)) & _in_codes_of(name, field), field,
                  pl.col(field)) for field, codes in OLDER_CODES.items()
        ]  # fmt: skip
    return checks


def _in_codes_of(name: str, field: str) -> pl.Expr:
    """Return whether the value is in the list the newer standard has for the field."""
    table = tables()[name]
    return _in_codes(table.fields[table.positions[field]])


def reading_faults(batch: Batch, rules: frozenset[str]) -> pl.DataFrame:
    """Return what reading found as findings."""
    rows = [
        (visit, fault.rule, fault.table or "envelope", fault.row, fault.field, fault.found, "", None)
        for visit, fault in batch.faults
        if fault.rule in rules
    ]
    schema = {
        "visit": pl.Int32, "rule": pl.String, "table": pl.String, "row": pl.Int32, "field": pl.String,
        "found": pl.String, "fix": pl.String, "to": pl.Int64,
    }  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")


def envelope_checks() -> list[Check]:
    """Return the rules over records: signature, exactly one summary."""
    bound = (pl.col("created_day") >= dt.date(2026, 1, 1)).fill_null(value=True)  # without a day it is of today
    return [
        Check("STR-02", (pl.col("signed") == False) & bound,  # noqa: E712 - a column, null where there is no envelope
              "CHUKYDONVI", pl.lit("")),
        Check("STR-03", (pl.col("summaries") != 1) & ~pl.col("checks_in"), "MA_LK", pl.col("summaries")),
    ]  # fmt: skip


def episode_checks() -> list[Check]:
    """Return the rule that a detail belongs to the episode of its record, over any table joined with its summary."""
    odd = pl.col("MA_LK").is_not_null() & (pl.col("MA_LK") != pl.col("episode"))
    return [Check("STR-04", odd, "MA_LK", pl.col("MA_LK"))]
