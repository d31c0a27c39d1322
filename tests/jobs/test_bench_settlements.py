"""The bench of settlements does what it measures: every turn once, the same money, whoever writes it."""

import numpy as np
import pytest

from ansinh.domain.benefits.resettle import resettle
from ansinh.jobs.bench.settlements import PeopleRange, _asked, floor_part, reckon_part
from ansinh.jobs.bench.stages import new_stages
from ansinh.jobs.engine import run_parts
from ansinh.law.value_files import load
from ansinh.records.bench_province import turns
from ansinh.records.bulk.arrow import close_doors, database_url, door_to

COUNT = 300


@pytest.fixture
def loaded(committed_db: str) -> str:  # noqa: ARG001 - a fixture that has to stand first
    turns.load_turns(COUNT)
    turns.new_results()
    new_stages()
    return database_url()


def test_every_turn_is_written_once_however_often_a_part_is_done(loaded):
    parts = [PeopleRange(0, 0, 90), PeopleRange(1, 90, turns.people_of(COUNT))]
    assert sum(run_parts(loaded, [*parts, parts[0]], reckon_part, workers=1)) > COUNT
    rows, history = turns.read_turns(door_to(loaded), 0, COUNT)
    expected = resettle(_asked(rows, history), load()).total
    close_doors()
    assert turns.totals() == (COUNT, int(expected.sum()))
    assert (np.sort(expected)[-1:] > 0).all()


def test_the_floor_writes_as_many_rows_without_the_law(loaded):
    assert floor_part(loaded, PeopleRange(0, 0, turns.people_of(COUNT))) == COUNT
    close_doors()
    assert turns.totals() == (COUNT, 0)
