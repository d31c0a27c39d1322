"""Find the same person under two numbers: explained probabilities by splink, over a whole province."""

from dataclasses import dataclass
from typing import Any, Final

from splink import Linker, SettingsCreator, block_on
from splink.backends.duckdb import DuckDBAPI
from splink.comparison_level_library import CustomLevel, ElseLevel
from splink.comparison_library import CustomComparison
from splink.internals.comparison_level_creator import ComparisonLevelCreator

from ansinh.core.errors import RefusedError
from ansinh.domain.registry.look_alikes import Comparison, Level, likeness
from ansinh.records.store.registry import look_alikes
from ansinh.records.store.registry.offices import office_by_code
from ansinh.usecases.registry import merging

SURE: Final = 0.95  # probability from which a pair is shown; no money hangs on it
_ELSE: Final = "ELSE"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that look like one person: probability in per mille, and the waterfall of weights as evidence."""

    first: int
    second: int
    numbers: tuple[str, str]
    names: tuple[str, str]
    evidence: dict[str, Any]


def find_duplicates(office: str, *, sure: float = SURE) -> list[Pair]:
    """Return the pairs of an office and those under it, surest first. Nothing is written."""
    people = look_alikes.people(office_by_code(office).path)
    if people.num_rows < 2:
        return []
    rows = _predict(people, sure)
    ids = sorted({int(row[side]) for row in rows for side in ("unique_id_l", "unique_id_r")})
    known = look_alikes.names(ids)
    pairs = [_pair(row, known) for row in rows]
    return sorted(pairs, key=lambda pair: (-pair.evidence["weight"], pair.first, pair.second))


def propose_all(pairs: list[Pair], actor: str) -> list[int]:
    """Propose to merge each pair into its lower number; return the merges. Pairs already open are passed over."""
    made = []
    for pair in pairs:
        try:
            made.append(merging.propose(pair.first, pair.second, pair.evidence, actor))
        except RefusedError:
            continue
    return made


def _predict(people: Any, sure: float) -> list[dict[str, Any]]:  # noqa: ANN401 an Arrow table
    """Compare the records that share a block, and return those above the threshold."""
    database = DuckDBAPI()
    linker = Linker(database.register(people), _settings(), log_level=None)
    found = linker.inference.predict(threshold_match_probability=sure)
    rows: list[dict[str, Any]] = found.as_record_list()
    return rows


def _settings() -> SettingsCreator:
    """Return splink's settings from the data an officer can read."""
    data = likeness()
    return SettingsCreator(
        link_type="dedupe_only",
        probability_two_random_records_match=float(data.prior),
        comparisons=[weighed(one) for one in data.comparisons],
        blocking_rules_to_generate_predictions=[block_on(*block) for block in data.blocks],
        retain_matching_columns=True,
        retain_intermediate_calculation_columns=True,
    )


def weighed(one: Comparison) -> CustomComparison:
    """Return one comparison with its fixed weights."""
    levels: list[ComparisonLevelCreator | dict[str, Any]] = [
        CustomLevel(one.nothing, "null").configure(is_null_level=True),
        *(_level(level) for level in one.levels),
    ]
    return CustomComparison(levels, output_column_name=one.of)


def _level(level: Level) -> ComparisonLevelCreator:
    """Return one level."""
    made: ComparisonLevelCreator = ElseLevel() if level.when == _ELSE else CustomLevel(level.when, level.name.en)
    return made.configure(m_probability=float(level.m), u_probability=float(level.u))


def _pair(row: dict[str, Any], known: dict[int, tuple[str, str]]) -> Pair:
    """Return a pair with its evidence: the prior, then what each comparison added."""
    first, second = sorted((int(row["unique_id_l"]), int(row["unique_id_r"])))
    steps = [evidence_of(row, comparison) for comparison in likeness().comparisons]
    evidence = {
        "probability": f"{float(row['match_probability']):.4f}",
        "weight": round(float(row["match_weight"]), 2),
        "prior": likeness().prior,
        "steps": [step for step in steps if step],
    }
    return Pair(first, second, (known[first][0], known[second][0]), (known[first][1], known[second][1]), evidence)


def evidence_of(row: dict[str, Any], comparison: Comparison) -> dict[str, Any]:
    """Return what one comparison found and how much it weighs; empty where it could not be made."""
    gamma = int(row[f"gamma_{comparison.of}"])
    if gamma < 0:
        return {}
    level = comparison.levels[len(comparison.levels) - 1 - gamma]
    return {
        "of": {"vi": comparison.name.vi, "en": comparison.name.en},
        "found": {"vi": level.name.vi, "en": level.name.en},
        "values": [row.get(f"{comparison.of}_l"), row.get(f"{comparison.of}_r")],
        "weight": round(float(row[f"mw_{comparison.of}"]), 2),
    }
