"""The assessment: every rule over every record, the outcome of every line; the same before and after sending.

Nothing here knows a file, a database or a clock: the batch, the lists and the moment of receipt are given.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

import polars as pl

from ansinh.domain.claims.batch import Batch
from ansinh.domain.claims.catalogue import Rule, rule_book, rules
from ansinh.domain.claims.checking import nothing, run_checks
from ansinh.domain.claims.enrich_counts import with_counts
from ansinh.domain.claims.enrich_lists import with_approvals, with_machines, with_staff
from ansinh.domain.claims.enrich_visits import with_context
from ansinh.domain.claims.frames import Frames, frames
from ansinh.domain.claims.lists import Lists
from ansinh.domain.claims.outcome import Outcome, outcome_of
from ansinh.domain.claims.rights import with_rights
from ansinh.domain.claims.rules_items import (
    drug_checks,
    exam_and_bed_checks,
    service_checks,
    with_drug_list,
    with_pairs,
)
from ansinh.domain.claims.rules_lines import (
    entitlement_checks,
    line_dates,
    sum_checks,
    with_amounts,
    with_rights_of_lines,
)
from ansinh.domain.claims.rules_papers import paper_findings
from ansinh.domain.claims.rules_record import card_checks, date_checks, outcome_checks, structure_checks
from ansinh.domain.claims.rules_right import line_cuts, right_checks, total_checks, with_sums
from ansinh.domain.claims.rules_structure import envelope_checks, reading_faults, structure
from ansinh.domain.claims.statements import statement_findings
from ansinh.domain.claims.stored import Around, find_across, newest
from ansinh.law.value_files import load
from ansinh.law.values import Values

DEPENDS = "10"  # an access code whose factor hangs on the case


@dataclass(frozen=True, slots=True)
class Assessment:
    """What came of a batch: typed frames, findings, outcomes, findings of statements, and rules that were not checked.

    `findings` (visit, rule, table, row, field, found, fix, to) in the order of visits.
    """

    frames: Frames
    findings: pl.DataFrame
    outcome: Outcome
    statements: pl.DataFrame
    not_checked: tuple[Rule, ...]
    book: Mapping[str, Rule]


def assess(
    batch: Batch,
    lists: Lists,
    *,
    now: dt.datetime,
    values: Values | None = None,
    around: Around | None = None,
    across_found: pl.DataFrame | None = None,
) -> Assessment:
    """Return the assessment of `batch` received at `now` (local time, without zone).

    `around` is what is known beyond the batch: visits taken in before, and rules the agency changed. `across_found` is
    what the rules that read several records found over more than this batch; they are then not run here.
    """
    law = values or load()
    beyond = around or Around()
    book = rule_book(beyond.changes, now.date())
    on = active(now.date(), lists, book)
    typed = enriched(batch, lists, law)
    found = [reading_faults(batch, on), *_records(batch, on), *structure(typed, on, access_codes(now.date(), law), now)]
    visit_checks = [
        *structure_checks(now, beyond.account), *card_checks(), *date_checks(now), *outcome_checks(),
        *right_checks(now.date(), law), *total_checks(),
    ]  # fmt: skip
    found += run_checks(typed.visits, visit_checks, on)
    found += _lines(typed.lines, on)
    most = law.get("claims.leave_days", now.date())
    found += paper_findings(typed, lists, on, (int(most.of("usual")), int(most.of("tuberculosis"))))
    together = pl.concat([nothing(), *found])
    if across_found is None:
        across_found = find_across(newest(typed), lists, beyond, on, law)
    together = pl.concat([together, across_found.join(together, on=["visit", "rule"], how="anti")])
    together = pl.concat([together, line_cuts(together, typed.lines, typed.visits).select(together.columns)])
    together = together.sort("visit", "rule", "row", nulls_last=False, maintain_order=True)
    statements = statement_findings(typed.visits, lists, on)
    skipped = tuple(rule for rule in book.values() if rule.needs and not all(lists.has(name) for name in rule.needs))
    return Assessment(typed, together, outcome_of(typed, together, book), statements, skipped, book)


def enriched(batch: Batch, lists: Lists, values: Values) -> Frames:
    """Return the typed frames with everything the rules read."""
    typed = with_rights(frames(batch), lists.get("facilities"), lists.get("copayments"), values)
    on = typed.visits["left_day"].max()
    day = on if isinstance(on, dt.date) else dt.date(2025, 1, 1)
    visits = with_context(typed.visits, batch, lists, values)
    lines = with_approvals(typed.lines, lists)
    lines = with_machines(with_staff(lines, lists), lists)
    lines = with_amounts(with_drug_list(with_counts(lines, visits, values), lists))
    groups = tuple(values.get("entitlement.transport.groups", day).listed)
    after = values.get("entitlement.days_after_card_end", day).whole
    lines = with_pairs(with_rights_of_lines(lines, visits, groups, after), typed.results, lists)
    return replace(typed, visits=with_sums(visits, lines), lines=lines.sort("line"))


def active(day: dt.date, lists: Lists, book: Mapping[str, Rule] | None = None) -> frozenset[str]:
    """Return the codes of rules applied on `day` with these lists."""
    return frozenset(
        rule.code
        for rule in (rules() if book is None else book).values()
        if (rule.since is None or day >= rule.since) and (not rule.needs or any(lists.has(name) for name in rule.needs)
                                                         or rule.code in PARTLY)
    )  # fmt: skip


PARTLY = frozenset({"STR-09", "STR-12", "CRD-10", "ENT-04", "ENT-07", "CRD-18", "SRV-06", "CRD-14"})
"""Rules that find something without their list too: shapes, years, papers of the batch itself."""


def access_codes(day: dt.date, values: Values) -> frozenset[str]:
    """Return the access codes a claim may carry."""
    known = values.get("entitlement.access_factor", max(day, dt.date(2025, 1, 1))).by_name
    return frozenset(known) | {DEPENDS, "3", "3.4", "3.5", "3.7"}


def _records(batch: Batch, on: frozenset[str]) -> list[pl.DataFrame]:
    """Return the findings over records as such."""
    heads = batch.records.with_row_index("visit").with_columns(
        checks_in=_only_entries(batch),
        created_day=pl.col("created").str.slice(0, 8).str.to_date("%Y%m%d", strict=False),
        table=pl.lit("envelope"), row=pl.lit(None, dtype=pl.Int32),
    )  # fmt: skip
    return run_checks(heads, envelope_checks(), on)


def _only_entries(batch: Batch) -> pl.Expr:
    """Return whether a record is a check-in alone (XML0): it is no claim and needs no summary."""
    others = [frame["visit"] for name, frame in batch.tables.items() if name != "XML0"]
    more = pl.concat(others).unique() if others else pl.Series(dtype=pl.Int32)
    entered = batch.table("XML0")["visit"].unique()
    return pl.col("visit").is_in(entered.implode()) & ~pl.col("visit").is_in(more.implode())


def _lines(lines: pl.DataFrame, on: frozenset[str]) -> list[pl.DataFrame]:
    """Return the findings over lines."""
    found = run_checks(lines, [*sum_checks(), *entitlement_checks(), *line_dates(), *exam_and_bed_checks()], on)
    found += run_checks(lines.filter(pl.col("table") == "XML2"), drug_checks(), on)
    found += run_checks(lines.filter(pl.col("table") == "XML3"), service_checks(), on)
    return found
