"""Rules across records: overlapping stays, duplicates, too frequent, too many, one machine or doctor in two places."""

from fractions import Fraction
from typing import Any

import polars as pl

from ansinh.domain.claims.chapters import chapter_of
from ansinh.domain.claims.checking import Check, like, nothing, run_checks, said
from ansinh.domain.claims.frames import INPATIENT
from ansinh.domain.claims.limits import Limits, crowded, last_day, limits
from ansinh.domain.claims.lists import Lists
from ansinh.domain.claims.noted import LINES_SCHEMA, SPAN
from ansinh.domain.claims.reference import family, reference
from ansinh.law.entitlement.exams import machine_capacity, machine_excess
from ansinh.law.values import Values

OUTPATIENT = ("01", "02", "05", "07", "08")
SAME_MONEY = 200  # two dong
SURGERY = 8
MOST_NIGHTS = 400_000  # of one line, in thousandths: nonsense of a sender stays a number


def across(
    visits: pl.DataFrame,
    lines: pl.DataFrame,
    lists: Lists,
    rules: frozenset[str],
    values: Values,
    *,
    before: pl.DataFrame | None = None,
) -> list[pl.DataFrame]:
    """Return the findings of rules that read several records; `before` are noted lines of stored visits (noted.py)."""
    told = pl.DataFrame(schema=LINES_SCHEMA) if before is None else before
    found = run_checks(_stays(visits), _stay_checks(), rules)
    died = Check("CRD-14", pl.col("died_at") < pl.col("came"), "NGAY_VAO", said("came", "died_at"))
    found += run_checks(_deaths(visits), [died], rules)
    found += run_checks(_duplicates(visits), _duplicate_checks(), rules)
    limit = limits(last_day(lines), values)
    found += run_checks(_frequent(visits, lines, limit), _frequent_checks(limit), rules)
    found += run_checks(_settled(visits, lists), [Check("OVR-04", pl.col("closed"), "MA_LK", pl.col("episode"))], rules)
    found += run_checks(_exams(lines, visits, told), _exam_checks(limit), rules)
    found += run_checks(_limited(lines, visits, told), _limit_checks(), rules)
    found += run_checks(_places(lines), _place_checks(), rules)
    found += run_checks(_machines(lines), _machine_checks(), rules)
    found += run_checks(_capacity(lines, lists, values), _capacity_checks(), rules)
    found += run_checks(_tenders(lines), [_tender_check()], rules)
    found += run_checks(_wards(lines, lists), _ward_checks(limit), rules)
    found += run_checks(_uniform(lines, visits), [_uniform_check()], rules)
    return found


def _stays(visits: pl.DataFrame) -> pl.DataFrame:
    """Say for each stay whether an earlier one of the person still runs, and for each visit whether it lies in one."""
    person = visits.filter(pl.col("card").is_not_null() & pl.col("left").is_not_null()).with_columns(
        person=pl.col("card").str.slice(5)
    )
    stays = person.filter(pl.col("care").is_in(INPATIENT)).sort("person", "stay_from", "left")
    stays = stays.with_columns(
        overlap_until=pl.col("left").cum_max().shift(1).over("person"),
        other_stay=pl.col("episode").shift(1).over("person"),
    )
    outpatient = person.filter(pl.col("care").is_in(OUTPATIENT)).sort("came")
    inside = outpatient.join_asof(
        stays.select("person", "facility", lying_from="stay_from", lying_to="left").sort("lying_from"),
        left_on="came", right_on="lying_from", by="person", strategy="backward", check_sortedness=False,
    )  # fmt: skip
    return pl.concat([stays, inside], how="diagonal_relaxed").with_columns(
        elsewhere=pl.col("facility_right") != pl.col("facility")
    )


def _stay_checks() -> list[Check]:
    """Return OVR-01 and OVR-02."""
    within = (pl.col("came") >= pl.col("lying_from")) & (pl.col("left") <= pl.col("lying_to")) & pl.col("elsewhere")
    return [
        Check("OVR-01", pl.col("overlap_until") > pl.col("stay_from"), "NGAY_VAO_NOI_TRU",
              said("stay_from", "overlap_until", "other_stay")),
        Check("OVR-02", within & pl.col("sent_from").is_null(), "NGAY_VAO", said("came", "lying_from", "lying_to")),
    ]  # fmt: skip


def _deaths(visits: pl.DataFrame) -> pl.DataFrame:
    """Say when another record of the person ended in death."""
    person = pl.col("card").str.slice(5)
    deaths = (
        visits.filter(pl.col("outcome").is_in(["5", "8"])).group_by(person=person).agg(died_at=pl.col("left").min())
    )
    return visits.with_columns(person=person).join(deaths, on="person", how="inner")


def _duplicates(visits: pl.DataFrame) -> pl.DataFrame:
    """Say which record repeats another of another number: everything equal, totals within two dong."""
    keys = ["card", "name", "came", "left", "icd", "facility", "year", "month"]
    ordered = visits.drop_nulls(["card", "came", "left"]).sort([*keys, "total_bv", "visit"])
    return ordered.with_columns(
        first=pl.col("episode").shift(1).over(keys),
        apart=(pl.col("total_bv") - pl.col("total_bv").shift(1).over(keys)).abs(),
        fund_apart=(pl.col("fund") - pl.col("fund").shift(1).over(keys)).abs(),
    )


def _duplicate_checks() -> list[Check]:
    """Return OVR-03."""
    same = (pl.col("apart") <= SAME_MONEY) & (pl.col("fund_apart") <= SAME_MONEY)
    return [Check("OVR-03", same & (pl.col("first") != pl.col("episode")), "MA_LK", said("episode", "first"))]


def supply_days(lines: pl.DataFrame) -> pl.DataFrame:
    """Return for how many days the drugs of each outpatient visit last: visit, drug_days."""
    given = lines.filter((pl.col("table") == "XML2") & ~pl.col("inpatient"))
    return given.group_by("visit").agg(drug_days=pl.col("dose_days").max())


def _frequent(visits: pl.DataFrame, lines: pl.DataFrame, limit: Limits) -> pl.DataFrame:
    """Say how long the drugs of the visits before last, and how many facilities and visits a person has."""
    kept = visits.drop_nulls(["card", "came"]).join(supply_days(lines), on="visit", how="left").with_columns(
        person=pl.col("card").str.slice(5), chapter=chapter_of("icd"), came_day=pl.col("came").dt.date(),
        came_month=pl.col("came").dt.truncate("1mo"),
    ).sort("person", "chapter", "came")  # fmt: skip
    lasting = pl.when(pl.col("drug_days") >= limit.supply_days).then(
        pl.col("came_day") + pl.duration(days=pl.col("drug_days")))  # fmt: skip
    kept = kept.with_columns(
        supplied_until=lasting.cum_max().forward_fill().shift(1).over("person", "chapter"),
        places_today=pl.col("facility").n_unique().over("person", "came_day"),
        visits_month=pl.len().over("person", "came_month"),
    )
    return kept.with_columns(
        last_today=pl.col("visit") == pl.col("visit").max().over("person", "came_day"),
        last_month=pl.col("visit") == pl.col("visit").max().over("person", "came_month"),
    )


def _frequent_checks(limit: Limits) -> list[Check]:
    """Return OVR-06 (chronic supplies) and OVR-07."""
    early = (pl.col("came_day") < pl.col("supplied_until")) & pl.col("chapter").is_not_null()
    return [
        Check("OVR-06", early & pl.col("care").is_in(OUTPATIENT), "NGAY_VAO", said("came", "supplied_until")),
        Check("OVR-07", crowded(limit), "NGAY_VAO", said("places_today", "visits_month")),
    ]


def _settled(visits: pl.DataFrame, lists: Lists) -> pl.DataFrame:
    """Say which records stand in a closed period."""
    closed = lists.get("settled").select("facility", "episode", closed=pl.lit(value=True)).unique()
    return visits.join(closed, on=["facility", "episode"], how="left")


def _exams(lines: pl.DataFrame, visits: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """Number the exams of a person at one facility on one day, and of a doctor on one day.

    What was taken in before comes first, whatever the hour: the newcomer is the one that is marked.
    """
    exams = lines.filter(pl.col("exam") & pl.col("ordered").is_not_null()).join(
        visits.select("visit", person=pl.col("card").str.slice(5)), on="visit"
    )  # fmt: skip
    both = _with_told(exams, told.filter(pl.col("exam"))).sort(pl.col("stored").not_(), "ordered", "visit", "row")
    first = pl.col("visit").first().over("person", "facility", "day")
    both = both.with_columns(
        again=(pl.col("visit") != first) & pl.col("person").is_not_null(),
        of_doctor=pl.col("visit").cum_count().over("facility", "doctor", "day"),
    )
    return both.filter(~pl.col("stored"))


def _with_told(lines: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """Return lines with those that stored visits of the same people told."""
    same = told.join(lines.select("person").unique(), on="person", how="semi")
    return pl.concat([lines.with_columns(stored=pl.lit(value=False)), same], how="diagonal_relaxed")


def _exam_checks(limit: Limits) -> list[Check]:
    """Return OVR-05 and EXM-04."""
    half, dear = pl.col("exam_share") // 2, pl.col("ratio_service") > limit.second_exam
    return [
        Check("OVR-05", pl.col("again") & dear & ~pl.col("care").is_in(["03", "04"]),
              "TYLE_TT_DV", said("service", "day", "ratio_service"), "ratio_service", pl.lit(limit.second_exam)),
        Check("EXM-04", (pl.col("of_doctor") > limit.desk_exams) & pl.col("doctor").is_not_null()
              & (pl.col("ratio_service") > half), "MA_BAC_SI",
              said("doctor", "of_doctor", "day"), "ratio_service", half),
    ]  # fmt: skip


def _limited(lines: pl.DataFrame, visits: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """Say for each service with a limit how many the person had inside its span of time, stored ones before it."""
    diseases = pl.concat_str("icd", "icd_more", separator=";", ignore_nulls=True)
    people = visits.select("visit", person=pl.col("card").str.slice(5), diseases=diseases)
    parts = []
    for row in [*reference()["limits"], {"rule": "SRV-21", "family": SPAN, "most": 1, "days": 2}]:
        some = lines.filter(like("service", family(row["family"])) & pl.col("ordered").is_not_null())
        if some.is_empty():
            continue
        both = _with_told(some.join(people, on="visit"), told.filter(like("service", family(row["family"]))))
        asked = pl.col("visit_delivery") if row["rule"] == "SRV-23" else pl.lit(value=True)
        both, over, right = _over(both, row)
        marked = both.with_columns(limit_rule=pl.lit(row["rule"]), over=over & asked, right=right.cast(pl.Int64))
        parts.append(marked.filter(~pl.col("stored")))
    return pl.concat(parts, how="diagonal_relaxed") if parts else nothing()


def _over(lines: pl.DataFrame, row: dict[str, Any]) -> tuple[pl.DataFrame, pl.Expr, pl.Expr]:
    """Return lines in order, whether each passes its limit (`most` a day, a span of days or a visit), and its right."""
    if row["days"] == 1:
        taken = pl.col("quantity").cum_sum().over("person", "day")
        right = (row["most"] * 1_000 - taken + pl.col("quantity")).clip(0, None)
        return lines.sort("person", pl.col("stored").not_(), "ordered", "row"), taken > row["most"] * 1_000, right
    if row["most"] == 1:
        ordered = lines.sort("person", "ordered", "row")
        span = _shock_hours() if row["rule"] == "SRV-21" else pl.lit(row["days"] * 24)
        since = pl.col("ordered") - pl.col("ordered").shift(1).over("person")
        until = pl.col("ordered").shift(-1).over("person") - pl.col("ordered")
        near_stored = pl.col("stored").shift(-1).over("person") & (until.dt.total_minutes() < span * 60)
        return ordered, (since.dt.total_minutes() < span * 60) | near_stored.fill_null(value=False), pl.lit(0)
    return lines.sort("person", "ordered", "row"), pl.col("line").cum_count().over("visit") > row["most"], pl.lit(0)


def _shock_hours() -> pl.Expr:
    """Return the hours between two tests of procalcitonin: fewer where one of the diseases is a septic shock."""
    kinds = reference()[SPAN]
    category = pl.element().str.slice(0, 3)
    spans = [category.is_between(pl.lit(first), pl.lit(last)) for first, last in kinds["shock_icd"]]
    shock = pl.col("diseases").str.split(";").list.eval(pl.any_horizontal(spans)).list.any()
    return pl.when(shock).then(kinds["shock_hours"]).otherwise(kinds["hours"])


def _limit_checks() -> list[Check]:
    """Return SRV-14 and SRV-20 .. SRV-23."""
    said_so = said("service", "ordered", "quantity")
    return [
        Check(rule, (pl.col("limit_rule") == rule) & pl.col("over"), "MA_DICH_VU", said_so, "quantity", pl.col("right"))
        for rule in ("SRV-14", "SRV-20", "SRV-21", "SRV-22", "SRV-23")
    ]


def _places(lines: pl.DataFrame) -> pl.DataFrame:
    """Say where each licence was at work the moment before, and in which visit it did a long service at that minute."""
    work = at_work(lines).sort("licence", "done", "visit")
    return work.with_columns(
        there=pl.col("facility").first().over("licence", "done"),
        long_in=pl.col("visit").filter(pl.col("kind") == SURGERY).first().over("licence", "done"),
    )


def at_work(lines: pl.DataFrame) -> pl.DataFrame:
    """Return one row for each licence that performed a line at its minute; who only ordered it was not at work."""
    work = lines.filter(pl.col("doer").is_not_null() & pl.col("done").is_not_null() & pl.col("supply").is_null())
    return work.with_columns(licence=pl.col("doer").str.split(";")).explode("licence").filter(pl.col("licence") != "")


def _place_checks() -> list[Check]:
    """Return OVR-08."""
    two = (pl.col("kind") == SURGERY) & (pl.col("visit") != pl.col("long_in"))
    return [Check("OVR-08", (pl.col("there") != pl.col("facility")) | two, "NGUOI_THUC_HIEN",
                  said("licence", "done", "there"))]  # fmt: skip


def _machines(lines: pl.DataFrame) -> pl.DataFrame:
    """Say until when a machine was busy with another patient when a case began (imaging)."""
    work = lines.filter(
        (pl.col("kind") == 2) & pl.col("machine").is_not_null() & pl.col("done").is_not_null()
    ).sort("facility", "machine", "done", "visit")  # fmt: skip
    until = pl.col("result").cum_max()  # of all before it, not of the last alone
    longest = pl.when(pl.col("result") == until).then("visit").forward_fill()
    return work.with_columns(
        busy_until=until.shift(1).over("facility", "machine"), other_visit=longest.shift(1).over("facility", "machine")
    )


def _machine_checks() -> list[Check]:
    """Return OVR-09."""
    busy = (pl.col("busy_until") > pl.col("done")) & (pl.col("other_visit") != pl.col("visit"))
    return [Check("OVR-09", busy, "MA_MAY", said("machine", "done", "busy_until"))]


def _capacity(lines: pl.DataFrame, lists: Lists, values: Values) -> pl.DataFrame:
    """Number the cases of each sort of machine in a quarter and say how many are paid whole."""
    if not lists.has("machines"):
        return nothing()
    fleet = lists.get("machines").group_by("facility", machine_sort="sort").agg(
        machines=pl.len(), hours=pl.col("hours").first().cast(pl.Int32), days=pl.col("days").first().cast(pl.Int32)
    ).drop_nulls()  # fmt: skip
    day = last_day(lines)
    known = values.get("entitlement.machine.cap", day).by_name
    caps = [
        (row["facility"], row["machine_sort"],
         machine_capacity(row["machine_sort"], row["machines"], Fraction(row["hours"]), row["days"], at=day,
         values=values),
         int(machine_excess(row["machine_sort"], day, values) * 100))
        for row in fleet.iter_rows(named=True) if row["machine_sort"] in known
    ]  # fmt: skip
    table = pl.DataFrame(
        caps,
        schema={"facility": pl.String, "machine_sort": pl.String, "cap": pl.Int64, "excess": pl.Int64},
        orient="row",
    )
    cases = (
        lines.filter(pl.col("machine_sort").is_not_null())
        .join(table, on=["facility", "machine_sort"])
        .sort("done", "line")
    )
    quarter = pl.col("done").dt.truncate("1q")
    return cases.with_columns(nth=pl.col("line").cum_count().over("facility", "machine_sort", quarter))


def _capacity_checks() -> list[Check]:
    """Return SRV-16."""
    return [Check("SRV-16", pl.col("nth") > pl.col("cap"), "MA_MAY", said("machine", "nth", "cap"), "ratio_service",
                  pl.col("ratio_service") * pl.col("excess") // 100)]  # fmt: skip


def _tenders(lines: pl.DataFrame) -> pl.DataFrame:
    """Sum what was used of each tendered drug, in the order of time."""
    used = lines.filter(pl.col("procured").is_not_null()).sort("ordered", "line")
    keys = ["facility", "drug", "registration", "tender"]
    total = pl.col("quantity").cum_sum().over(keys)
    return used.with_columns(used=total, used_before=total - pl.col("quantity"))


def _tender_check() -> Check:
    """Return DRG-06: the line that passes the tendered quantity, and those after it."""
    return Check("DRG-06", pl.col("used") > pl.col("procured") * 1_000, "SO_LUONG", said("drug", "used", "procured"))


def _wards(lines: pl.DataFrame, lists: Lists) -> pl.DataFrame:
    """Sum the beds a ward charges for each night; a line of several days stands in each of them."""
    beds = lists.get("departments").select(
        "facility", "department", ward_beds=pl.col("beds").cast(pl.Int64, strict=False)
    ).unique(["facility", "department"], keep="last")  # fmt: skip
    used = lines.filter((pl.col("kind") == 15) & pl.col("day").is_not_null()).join(beds, on=["facility", "department"])
    nights = (pl.col("quantity").fill_null(0).clip(1, MOST_NIGHTS) + 999) // 1_000
    used = used.with_columns(
        night=pl.date_ranges("day", pl.col("day") + pl.duration(days=nights - 1)),
        share=pl.min_horizontal("quantity", pl.lit(1_000)),
    ).explode("night").sort("line", "night")  # fmt: skip
    used = used.with_columns(in_ward=pl.col("share").cum_sum().over("facility", "department", "night"))
    return used.sort("in_ward", "line", descending=[True, False]).unique("line", keep="first", maintain_order=True)


def _ward_checks(limit: Limits) -> list[Check]:
    """Return BED-06."""
    full = pl.col("in_ward") * limit.ward_use.denominator > pl.col("ward_beds") * limit.ward_use.numerator * 1_000
    return [Check("BED-06", full, "MA_GIUONG", said("department", "night", "ward_beds"))]


def _uniform(lines: pl.DataFrame, visits: pl.DataFrame) -> pl.DataFrame:
    """Say which test a facility orders for nearly everybody; one row a facility and test."""
    totals = visits.group_by("facility").agg(all_visits=pl.len())
    tests = (
        lines.filter(like("service", family("routine")) & (pl.col("kind") == 1))
        .group_by("facility", "service")
        .agg(
            tested=pl.col("visit").n_unique(),
            visit=pl.col("visit").min(),
            row=pl.col("row").first(),
            table=pl.col("table").first(),
        )
    )
    share = Fraction(reference()["uniform_share"])
    return tests.join(totals, on="facility").with_columns(
        uniform=(pl.col("tested") * share.denominator > pl.col("all_visits") * share.numerator)
        & (pl.col("all_visits") >= reference()["uniform_least"])
    )


def _uniform_check() -> Check:
    """Return SRV-17."""
    return Check("SRV-17", pl.col("uniform"), "MA_DICH_VU", said("facility", "service", "tested", "all_visits"))
