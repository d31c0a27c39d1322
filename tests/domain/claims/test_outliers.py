"""Scores for review: a dear record, a repeated one, copies; explained, and without any cut."""

import datetime as dt

from ansinh.domain.claims.assess import assess
from ansinh.domain.claims.batch import batch_of
from ansinh.domain.claims.lists import Lists
from ansinh.domain.claims.outliers import outliers
from ansinh.formats.claims_source import Intake, read_bytes
from ansinh.jobs.synthetic.claims.factory import AT, Factory
from ansinh.jobs.synthetic.claims.write import envelope


def test_what_stands_out_is_scored_and_told() -> None:
    factory = Factory()
    visits = [factory.outpatient() for _ in range(30)]
    visits[3].add_drug("40.67", 900_000, 10, minutes=66)
    for place in range(10, 15):
        visits[place].summary["MA_THE_BHYT"] = visits[10].summary["MA_THE_BHYT"]
    data = envelope([visit.settle() for visit in visits])
    judged = assess(batch_of(read_bytes(data, "x.xml", Intake())), Lists(), now=dt.datetime.fromisoformat(AT))
    found = outliers(judged.frames.visits, judged.frames.lines)
    reasons = {one.visit: [text.en.split()[0] for text in one.reasons] for one in found}
    assert found[0].points == max(one.points for one in found)
    assert "Costs" in reasons[3]
    assert all("5" in reasons[place] for place in range(10, 15))
