"""A quarter of 2021 as Decision 4210 had it sent: read to the last line, judged by the law of then, nothing marked."""

import datetime as dt

import polars as pl
import pytest

from ansinh.domain.claims.assess import Assessment, assess
from ansinh.domain.claims.batch import batch_of
from ansinh.domain.claims.lists import Lists
from ansinh.formats.claims_source import Intake, read_bytes
from ansinh.jobs.synthetic.claims.older import older_envelope, older_quarter
from ansinh.jobs.synthetic.claims.registers import lists_of
from ansinh.jobs.synthetic.claims.visit import Visit

NOW = dt.datetime.fromisoformat("2021-10-15T08:00")


def judged(visits: list[Visit]) -> Assessment:
    told = {
        name: pl.DataFrame(rows, schema=dict.fromkeys(heads, pl.String), orient="row").with_columns(
            pl.selectors.string().replace("", None))
        for name, (heads, rows) in lists_of(visits, []).items()
    }  # fmt: skip
    intake = Intake()
    records = list(read_bytes(older_envelope(visits), "4210.xml", intake))
    assert intake.faults == []
    assert {record.standard for record in records} == {"4210"}
    return assess(batch_of(records), Lists(told), now=NOW)


def test_a_clean_quarter_is_accepted_whole() -> None:
    visits = older_quarter(120)
    made = judged(visits)
    assert made.findings["rule"].to_list() == []
    assert made.frames.lines.height == sum(len(one.drugs) + len(one.services) for one in visits)
    claimed = sum(round(float(one.summary["T_BHTT"]) * 100) for one in visits)
    assert made.outcome.visits.select("claimed", "accepted").sum().row(0) == (claimed, claimed)


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("SUM-03", lambda v: v.summary.update(T_TONGCHI_BV="1")),
        ("CRD-01", lambda v: v.summary.update(MA_THE_BHYT="DN42612")),
        ("DAT-01", lambda v: v.summary.update(NGAY_RA="202101010000")),
        ("STR-11", lambda v: v.summary.update(GIOI_TINH="9")),
        ("SRV-09", lambda v: v.summary.update(MA_BENH_CHINH="O80")),
        ("ENT-01", lambda v: ([row.update(MUC_HUONG="95") for row in [*v.drugs, *v.services]], v.settle())),
        ("SRV-02", lambda v: (v.services[0].update(DON_GIA_BV="60000", DON_GIA_BH="60000"), v.settle())),
    ],
)
def test_faults_of_the_older_standard_are_found(rule: str, change: object) -> None:
    assert callable(change)
    visits = older_quarter(4)
    change(visits[3])  # an outpatient visit of 590,000 dong on a card of 80 %
    found = judged(visits).findings
    assert rule in found["rule"].to_list()
    assert found["visit"].unique().to_list() == [3]
