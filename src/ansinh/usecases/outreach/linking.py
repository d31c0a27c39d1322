"""Join taxpayers to employers whose tax code is missing or wrong: explained probabilities by splink."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pyarrow as pa
from splink import Linker, SettingsCreator, block_on
from splink.backends.duckdb import DuckDBAPI

from ansinh.domain.outreach.employers import Taxpayers
from ansinh.domain.outreach.likeness import SURE, core, district, firm_likeness, firm_name
from ansinh.records.store.outreach.firms import Firm, unmatched
from ansinh.usecases.registry.duplicates import weighed

_SCHEMA = pa.schema(
    [
        ("unique_id", pa.int64()),
        *((name, pa.string()) for name in ("name", "core", "phone", "place", "district", "paper")),
    ]
)


def link(tax: Taxpayers, phones: Sequence[str], addresses: Sequence[str], offices: list[int]) -> Taxpayers:
    """Return the taxpayers with employers found by likeness where the tax code joined none; each employer once."""
    open_rows = np.flatnonzero(tax.employer == 0)
    firms = unmatched(offices, np.unique(tax.employer[tax.employer > 0]).tolist())
    if not open_rows.size or not firms:
        return tax
    left = _table([(row, tax.name[row], tax.tax_code[row], phones[row], addresses[row]) for row in open_rows.tolist()])
    pairs = _best(_predict(left, _table([tuple(firm) for firm in firms])))
    employer, likeness, matched = tax.employer.copy(), tax.likeness.copy(), list(tax.matched)
    for row, firm, probability in pairs:
        employer[row], likeness[row], matched[row] = firm, round(1000 * probability), "likeness"
    return replace(tax, employer=employer, likeness=likeness, matched=matched)


def _table(rows: Sequence[tuple[Any, ...] | Firm]) -> pa.Table:
    """Return firms as the columns splink compares; what is not known is null."""
    columns: list[list[Any]] = [
        [row[0] for row in rows],
        [firm_name(row[1]) for row in rows],
        [core(row[1]) for row in rows],
        [row[3] or None for row in rows],
        [row[4] or None for row in rows],
        [district(row[4]) or None for row in rows],
        [row[2] or None for row in rows],
    ]
    return pa.Table.from_arrays([pa.array(c, t.type) for c, t in zip(columns, _SCHEMA, strict=True)], schema=_SCHEMA)


def _predict(left: pa.Table, right: pa.Table) -> list[dict[str, Any]]:
    """Return the pairs above the threshold, taxpayer left and employer right."""
    data, database = firm_likeness(), DuckDBAPI()
    settings = SettingsCreator(
        link_type="link_only",
        probability_two_random_records_match=float(data.prior),
        comparisons=[weighed(one) for one in data.comparisons],
        blocking_rules_to_generate_predictions=[block_on(*block) for block in data.blocks],
        additional_columns_to_retain=[],
    )
    tables = [
        database.register(left, dataset_display_name="a_tax"),
        database.register(right, dataset_display_name="b_register"),
    ]
    linker = Linker(tables, settings, log_level=None)
    rows: list[dict[str, Any]] = linker.inference.predict(threshold_match_probability=SURE).as_record_list()
    return rows


def _best(rows: list[dict[str, Any]]) -> list[tuple[int, int, float]]:
    """Return (row, employer, probability), the surest first, no taxpayer and no employer twice."""
    ordered = sorted(rows, key=lambda row: (-row["match_probability"], row["unique_id_l"], row["unique_id_r"]))
    seen: tuple[set[int], set[int]] = (set(), set())
    made = []
    for row in ordered:
        one, other = int(row["unique_id_l"]), int(row["unique_id_r"])
        if one not in seen[0] and other not in seen[1]:
            seen[0].add(one)
            seen[1].add(other)
            made.append((one, other, float(row["match_probability"])))
    return made
