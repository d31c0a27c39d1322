"""What the approved lists say of each line: the row that covers it on its day, its price, quantity, route, kind.

Where a list is not there the columns are null, and no rule that reads them can hold.
"""

import polars as pl

from ansinh.domain.claims.lists import Lists

FAR = "9999-12-31"


def with_approvals(lines: pl.DataFrame, lists: Lists) -> pl.DataFrame:
    """Return `lines` with drug_ok, supply_ok, service_ok, approved_price, approved_kind, approved_route, procured."""
    drugs = _best(lines, lists, "drugs", ["facility", "drug", "registration", "tender"], "ordered")
    supplies = _best(lines, lists, "supplies", ["facility", "supply"], "ordered", tendered=True)
    services = _best(lines, lists, "services", ["facility", "service"], "ordered")
    done = _best(lines.with_columns(when=pl.coalesce("done", "ordered")), lists, "services",
                 ["facility", "service"], "when")  # fmt: skip
    is_drug, is_supply = pl.col("table") == "XML2", pl.col("supply").is_not_null()
    is_service = (pl.col("table") == "XML3") & pl.col("supply").is_null() & (pl.col("kind") != 12)
    joined = (
        lines.join(drugs.rename({"price": "drug_price"}), on="line", how="left")
        .join(supplies.select("line", supply_price="price"), on="line", how="left")
        .join(services.select("line", "approved_kind", service_there="price"), on="line", how="left")
        .join(done.select("line", service_price="price"), on="line", how="left")
    )
    return joined.with_columns(
        drug_ok=_ok(lists, "drugs", is_drug, "drug_price"),
        supply_ok=_ok(lists, "supplies", is_supply, "supply_price"),
        service_ok=_ok(lists, "services", is_service, "service_there"),
        approved_price=pl.when(is_drug).then(pl.col("drug_price")).when(is_supply).then(pl.col("supply_price"))
        .when(is_service).then(pl.col("service_price")),
    ).drop("drug_price", "supply_price", "service_price", "service_there")  # fmt: skip


def _ok(lists: Lists, name: str, concerned: pl.Expr, column: str) -> pl.Expr:
    """Return whether a row of the list covers the line; null where the list is missing or does not concern it."""
    if not lists.has(name):
        return pl.lit(None, dtype=pl.Boolean)
    return pl.when(concerned).then(pl.col(column).is_not_null())


def _best(
    lines: pl.DataFrame, lists: Lists, name: str, keys: list[str], when: str, *, tendered: bool = False
) -> pl.DataFrame:
    """Return one row a line that a row of the list covers on its day: line, price and whatever else the list has.

    `tendered`: a row that names a tender covers what was bought by it, and lines that name none (a rule of their own).
    """
    rows = lists.get(name)
    bought = pl.col("tender") if tendered else pl.lit(None, dtype=pl.String)
    extra = [
        (pl.col("kind") if "kind" in rows.columns else pl.lit(None)).cast(pl.Int32,
        strict=False).alias("approved_kind"),
        (pl.col("route") if "route" in rows.columns else pl.lit(None, dtype=pl.String)).alias("approved_route"),
        (pl.col("quantity") if "quantity" in rows.columns else pl.lit(None)).cast(pl.Int64,
        strict=False).alias("procured"),
    ]  # fmt: skip
    known = rows.select(
        *keys, *extra, bought=bought, price=thousandths("price"), since=pl.col("valid_from").str.to_date(strict=False),
        until=pl.col("valid_to").fill_null(FAR).str.to_date(strict=False),
    )  # fmt: skip
    wanted = lines.select("line", *keys, asked=bought, on_day=pl.col(when).dt.date()).drop_nulls(keys[:2])
    found = wanted.join(known, on=keys, how="inner", nulls_equal=True).filter(
        pl.col("on_day").is_between(pl.col("since"), pl.col("until")),
        (pl.col("bought") == pl.col("asked")).fill_null(value=True),
    )
    keep = ["approved_kind", "approved_route", "procured"] if name == "drugs" else ["approved_kind"]
    chosen = found.sort("price").unique("line", keep="last").select("line", "price", *keep)
    return chosen.drop("approved_kind") if name == "drugs" else chosen


def thousandths(name: str) -> pl.Expr:
    """Return a price of a list in thousandths of a dong."""
    return pl.col(name).cast(pl.Decimal(20, 3), strict=False).to_physical().cast(pl.Int64)


def with_staff(lines: pl.DataFrame, lists: Lists) -> pl.DataFrame:
    """Return `lines` with staff_ok (every performer registered, in scope and in hours) and doctor_exams (examines)."""
    if not lists.has("staff"):
        blank = pl.lit(None, dtype=pl.Boolean)
        return lines.with_columns(staff_ok=blank, doctor_exams=blank)
    staff = lists.get("staff").select(
        "facility", "scope", "hours", licence="licence", examines=pl.col("exams") == "1",
        since=pl.col("valid_from").str.to_date(strict=False),
        until=pl.col("valid_to").fill_null(FAR).str.to_date(strict=False),
    )  # fmt: skip
    doers = lines.filter(pl.col("doer").is_not_null()).select(
        "line", "facility", "service", "done", licence=pl.col("doer").str.split(";")
    ).explode("licence")  # fmt: skip
    minutes = pl.col("done").dt.hour().cast(pl.Int32) * 100 + pl.col("done").dt.minute()
    first, last = (pl.col("hours").str.split("-").list.get(place, null_on_oob=True).cast(pl.Int32, strict=False)
                   for place in (0, 1))  # fmt: skip
    fits = pl.col("done").dt.date().is_between(pl.col("since"), pl.col("until")).fill_null(value=True)
    overnight = (minutes >= first) | (minutes <= last)
    inside = pl.when(first <= last).then(minutes.is_between(first, last)).otherwise(overnight)
    fits &= inside.fill_null(value=True)
    fits &= (pl.col("scope") == "*") | pl.col("in_scope")
    judged = doers.join(staff, on=["facility", "licence"], how="left")
    pairs = (
        judged.select("service", "scope")
        .unique()
        .with_columns(in_scope=pl.struct("service", "scope").map_elements(_in_scope, return_dtype=pl.Boolean))
    )  # a few hundred pairs, however many lines
    judged = judged.join(pairs, on=["service", "scope"], how="left", nulls_equal=True).with_columns(
        fits=fits & pl.col("scope").is_not_null()
    )
    each = judged.group_by("line", "licence").agg(pl.col("fits").fill_null(value=False).any())
    by_line = each.group_by("line").agg(staff_ok=pl.col("fits").all())
    examiners = staff.group_by("facility", "licence").agg(doctor_exams=pl.col("examines").any())
    doctors = lines.filter(pl.col("doctor").is_not_null()).select(
        "line", "facility", licence=pl.col("doctor").str.split(";")
    ).explode("licence").join(examiners, on=["facility", "licence"], how="left")  # fmt: skip
    by_doctor = doctors.group_by("line").agg(pl.col("doctor_exams").fill_null(value=False).any())
    return lines.join(by_line, on="line", how="left").join(by_doctor, on="line", how="left")


def _in_scope(row: dict[str, str | None]) -> bool:
    """Return whether a service begins with one of the prefixes of a scope."""
    return any((row["service"] or "").startswith(prefix) for prefix in (row["scope"] or "").split())


def with_machines(lines: pl.DataFrame, lists: Lists) -> pl.DataFrame:
    """Return `lines` with machine_known and machine_sort of the first machine named."""
    if not lists.has("machines"):
        return lines.with_columns(
            machine_known=pl.lit(None, dtype=pl.Boolean), machine_sort=pl.lit(None, dtype=pl.String)
        )
    machines = (
        lists.get("machines")
        .unique(["facility", "machine"])
        .select("facility", first_machine="machine", machine_sort="sort", machine_listed=pl.lit(value=True))
    )
    joined = lines.with_columns(first_machine=pl.col("machine").str.split(";").list.first()).join(
        machines, on=["facility", "first_machine"], how="left"
    )
    known = pl.when(pl.col("machine").is_not_null()).then(pl.col("machine_listed").fill_null(value=False))
    return joined.with_columns(machine_known=known.otherwise(pl.col("kind") != 2)).drop("machine_listed")
