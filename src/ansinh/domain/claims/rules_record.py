"""Rules over the summary of a record: facility, period, card, dates, papers, outcome."""

import datetime as dt
from typing import Final

import polars as pl

from ansinh.domain.claims.checking import Check, said, within
from ansinh.domain.claims.enrich_register import ENDED, NOT_BEGUN
from ansinh.domain.claims.reference import reference

OPEN: Final = dt.date(2199, 12, 31)
CARD: Final = r"^([A-Z]{2}[1-5]\d{2}\d{10}|TE1\d{2}KT.{8})$"
FACILITY: Final = r"^\d{2}[0-9A-Z]{3}$"
CHILD: Final = "TE"
DONOR: Final = "HG"
FIRST_YEAR: Final = 2009  # Law 25/2008/QH12 is in force from its July
TEMPORARY: Final = r"^(TE1|HG4)"
UNCARDED: Final = r"^TE1\d{2}KT"
LYING_PAPERS: Final = ("03", "04", "09")


def structure_checks(now: dt.datetime, account: str) -> list[Check]:
    """Return STR-09 .. STR-15 and TEC-04 over visits; `account`: the facility that signed in, empty for nobody."""
    sender = pl.col("sender").is_not_null() & (pl.col("sender") != "")
    other = sender & (pl.col("facility") != pl.col("sender"))
    if account:
        other = other | (pl.col("facility") != account) | (sender & (pl.col("sender") != account))
    last = pl.col("visit").last().over("facility", "episode")
    later = (pl.col("visit") != last) & pl.col("episode").is_not_null()
    period = ~pl.col("year").is_between(FIRST_YEAR, now.year) | ~pl.col("month").is_between(1, 12)
    period = period | pl.col("period_closed")
    period = period | ((pl.col("year") == now.year) & (pl.col("month") > now.month))
    leaves = pl.col("care").is_in(LYING_PAPERS) & pl.col("discharge").is_in(["1", "4"]) & ~pl.col("has_XML7")
    return [
        Check("STR-09", other | pl.col("facility_unknown"), "MA_CSKCB", said("facility", "sender")),
        Check("TEC-04", later, "MA_LK", pl.col("episode")),
        Check("STR-12", period, "THANG_QT", said("year", "month")),
        Check("STR-13", pl.col("has_XML8") & ~pl.col("care").is_in(["03", "04", "06"]), "MA_LOAI_KCB", pl.col("care")),
        Check("STR-14", leaves & ~pl.col("older"), "MA_LOAI_KCB", said("care", "discharge")),
        Check("STR-15", pl.col("discharge").is_in(["2", "5"]) & ~pl.col("has_XML13") & ~pl.col("older"), "MA_LOAI_RV",
              pl.col("discharge")),
    ]  # fmt: skip


def card_checks() -> list[Check]:
    """Return CRD-01 .. CRD-18 over visits."""
    came, left = pl.col("came").dt.date(), pl.col("left").dt.date()
    parts = pl.col("cards").str.split(";")
    bad_shape = ~parts.list.eval(pl.element().str.contains(CARD)).list.all()
    lengths = [pl.col(name).str.count_matches(";") for name in ("cards", "registered_all", "from_all", "to_all")]
    uneven = pl.any_horizontal([lengths[0] != other.fill_null(0) for other in lengths[1:]])
    fleeting = pl.col("card").str.contains(TEMPORARY) & ((pl.col("registered").str.slice(2) == "000")
        | pl.col("registered").is_null() | pl.col("card").str.contains(UNCARDED)).fill_null(value=True)  # fmt: skip
    missing = pl.col("card").is_not_null() & pl.any_horizontal(pl.col("registered_all", "from_all").is_null())
    uneven = uneven | (missing & ~fleeting)  # a blank list has no part; only the end may be blank
    open_end = pl.col("valid_to").fill_null(OPEN)
    excused = (pl.col("access") == "2") | (pl.col("access") == "1.7") | (pl.col("group") == CHILD)
    temporary = (pl.col("registered").str.slice(2) == "000") | pl.col("card").str.contains(UNCARDED)
    unknown_place = pl.col("registered_unknown") & ~pl.col("card").str.contains(UNCARDED).fill_null(value=False)
    begun = pl.when(pl.col("group") == DONOR).then("valid_from").otherwise("born")  # the day of the donation, or birth
    provinces = reference()["provinces"]
    no_province = ~pl.col("province").is_in(provinces) | ~pl.col("card_last").str.slice(3, 2).is_in(provinces)
    unregistered = pl.col("in_register") & pl.col("kept_five_years").is_null() & (pl.col("five_years").is_not_null())
    unregistered = unregistered & pl.col("kept_five_years").is_not_null().any()  # a register that knows such days
    ends_inside = (left > open_end) & (came <= open_end)
    return [
        Check("CRD-01", bad_shape, "MA_THE_BHYT", pl.col("cards")),
        Check("CRD-02", ~bad_shape & ~(pl.col("pair_known") & pl.col("pair_last_known")), "MA_THE_BHYT",
              said("pair", "pair_last")),
        Check("CRD-03", ~bad_shape & no_province, "MA_THE_BHYT", pl.col("province")),
        Check("CRD-04", uneven, "MA_THE_BHYT", said("cards", "registered_all", "from_all", "to_all")),
        Check("CRD-05", pl.col("not_found"), "MA_THE_BHYT", said("card", "name")),
        Check("CRD-06", ((came < pl.col("valid_from")) | (pl.col("status") == NOT_BEGUN)) & ~excused, "GT_THE_TU",
              said("came", "valid_from")),
        Check("CRD-07", ends_inside, "GT_THE_DEN", said("left", "valid_to")),
        Check("CRD-08", (came > open_end) | (pl.col("status") == ENDED), "GT_THE_DEN", said("came", "valid_to")),
        Check("CRD-09", pl.col("status").is_in(["110", "120", "121", "122", "123", "124"]), "MA_THE_BHYT",
        pl.col("status")),
        Check("CRD-10", unknown_place, "MA_DKBD", pl.col("registered")),
        Check("CRD-11", (pl.col("kept_registered") != pl.col("registered")) & ~uneven, "MA_DKBD",
              said("registered", "kept_registered")),
        Check("CRD-12", (pl.col("kept_five_years") != pl.col("five_years")) | unregistered, "NAM_NAM_LIEN_TUC",
              said("five_years", "kept_five_years")),
        Check("CRD-13", ~pl.col("area").is_in(["K1", "K2", "K3"])
              | (pl.col("in_register") & (pl.col("kept_area").fill_null("") != pl.col("area").fill_null(""))),
              "MA_KHUVUC", said("area", "kept_area")),
        Check("CRD-14", pl.col("died_on") < came, "NGAY_VAO", said("came", "died_on")),
        Check("CRD-15", (pl.col("group") == CHILD) & (came > pl.col("child_end")) & ~pl.col("too_old"), "MA_THE_BHYT",
              said("born", "child_end")),
        Check("CRD-16", (pl.col("group") == CHILD) & pl.col("too_old"), "MA_THE_BHYT", said("born", "came")),
        Check("CRD-17", pl.col("card").str.contains("^(TE1|HG4)") & temporary & (pl.col("real_card_from") <= came)
              & (came > begun.dt.offset_by("60d")), "MA_THE_BHYT", said("card", "real_card_from")),
        Check("CRD-18", pl.col("checked_in_late") | pl.col("not_checked_in"), "MA_LK", pl.col("episode")),
    ]  # fmt: skip


def date_checks(now: dt.datetime) -> list[Check]:
    """Return DAT-01 .. DAT-12 over visits (lines have their own)."""
    came, left, inside = pl.col("came"), pl.col("left"), pl.col("admitted")
    counted = left.dt.date().sub(came.dt.date()).dt.total_days() + 1
    days = (
        pl.when(pl.col("care").is_in(["01", "07", "09"]))
        .then(0)
        .when(pl.col("care").is_in(["02", "03", "04", "06"]))
        .then(counted)
        .when(pl.col("care") == "05")
        .then("days_of_drugs")
        .when(pl.col("care") == "08")
        .then("days_of_services")
    )
    outside = (came.dt.date() < pl.col("contract_from")) | (came.dt.date() > pl.col("contract_to").fill_null(OPEN))
    return [
        Check("DAT-01", left < came, "NGAY_RA", said("came", "left")),
        Check("DAT-02", (inside < came) | (inside > left), "NGAY_VAO_NOI_TRU", said("admitted", "came", "left")),
        Check("DAT-03", (pl.col("settled_at").dt.date() < left.dt.date()) | (pl.col("settled_at") > now), "NGAY_TTOAN",
              said("settled_at", "left")),
        Check("DAT-10", (days != pl.col("days")) & (left >= came) & ~pl.col("older"), "SO_NGAY_DTRI", said("days",
        "care")),
        Check("DAT-11", pl.col("listed") & (outside | pl.col("contract_from").is_null()) & (pl.col("access") != "2"),
              "NGAY_VAO", said("came", "contract_from", "contract_to")),
        Check("DAT-12", (pl.col("care") == "03") & (pl.col("contract_kind") == "0"), "MA_LOAI_KCB", pl.col("care")),
    ]  # fmt: skip


def outcome_checks() -> list[Check]:
    """Return OUT-01, OUT-02, OUT-04, OUT-05 and the rules of diseases SRV-09 .. SRV-11 over visits."""
    kinds = reference()
    moved = pl.col("discharge").is_in(["2", "5"])
    odd = (pl.col("outcome").is_in(["5", "8"]) & moved) | ((pl.col("discharge") == "2") & pl.col("sent_to").is_null())
    odd = odd | ((pl.col("discharge") == "3") & (pl.col("outcome") == "1"))
    birth = within("icd", kinds["icd_births"])
    babies = pl.col("babies").str.split(";").list.len()
    stillborn = pl.col("icd_more").str.contains(kinds["icd_stillborn"]).fill_null(value=False)
    uncertified = (pl.col("births") == 0) | (babies != pl.col("births")) | (pl.col("children") != pl.col("births"))
    injury = within("icd", [["S00", "T98"]])
    male, female = pl.col("sex") == "1", pl.col("sex") == "2"
    more = pl.col("icd_more").str.strip_chars_end(";").str.split(";")  # a separator after the last one says nothing
    anywhere = pl.concat_str([pl.col("icd"), pl.col("icd_more")], separator=";", ignore_nulls=True).str.split(";")
    codes = anywhere.list.eval(pl.element().str.slice(0, 3))
    not_male = codes.list.eval(_spans(kinds["icd_female"])).list.any()
    not_female = codes.list.eval(_spans(kinds["icd_male"])).list.any()
    main = pl.col("icd").str.slice(0, 3)
    wrong = ~pl.col("icd").str.contains(kinds["icd_shape"]) | main.is_in(kinds["icd_asterisk"])
    wrong = wrong | pl.col("icd").str.ends_with("*")
    wrong = wrong | main.is_between(pl.lit("V01"), pl.lit("Y98")) | (more.list.len() > 12)
    wrong = (
        wrong
        | ~more.list.eval(pl.element().str.contains(kinds["icd_shape"])).list.all()
        | more.list.contains(pl.col("icd"))
    )
    return [
        Check("OUT-01", odd, "KET_QUA_DTRI", said("outcome", "discharge", "sent_to")),
        Check("OUT-02", birth & ~stillborn & uncertified & ~pl.col("older"),
              "MA_BENH_CHINH", said("icd", "births")),
        Check("OUT-04", (pl.col("weight").is_null() | ~pl.col("weight").is_between(1, 30_000)) & ~pl.col("older"),
              "CAN_NANG", said("weight")),
        Check("OUT-05", (injury & (pl.col("injury") == "0")) | pl.col("injury").is_in(["1", "2"]), "MA_TAI_NAN",
              said("icd", "injury")),
        Check("SRV-09", (male & not_male) | (female & not_female), "MA_BENH_CHINH", said("icd", "icd_more", "sex")),
        Check("SRV-10", _age_odd(kinds["icd_ages"]), "MA_BENH_CHINH", said("icd", "born")),
        Check("SRV-11", wrong, "MA_BENH_CHINH", said("icd", "icd_more")),
    ]  # fmt: skip


def _spans(spans: list[list[str]]) -> pl.Expr:
    """Return whether an element lies in one of the spans."""
    return pl.any_horizontal([pl.element().is_between(pl.lit(first), pl.lit(last)) for first, last in spans])


def _age_odd(rows: list[dict[str, str | int]]) -> pl.Expr:
    """Return whether the age does not go with the main disease."""
    came, born = pl.col("came").dt.date(), pl.col("born")
    days = (came - born).dt.total_days()
    odd = pl.lit(value=False)
    for row in rows:
        here = within("icd", [[str(row["from"]), str(row["to"])]])
        if "at_most_days" in row:
            odd = odd | (here & (days > int(row["at_most_days"])))
        if "at_least_years" in row:
            odd = odd | (here & (came < born.dt.offset_by(f"{row['at_least_years']}y")))
        if "at_most_years" in row:
            odd = odd | (here & (came >= born.dt.offset_by(f"{int(row['at_most_years']) + 1}y")))
    return odd
