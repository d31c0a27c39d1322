"""A month as a whole: alerts that cut nothing, rules over all files as a trial, lists 79a and 80a row by row."""

import datetime as dt
import io

import openpyxl
import polars as pl
import pytest
from tests.usecases.claims.moving import move
from tests.web.claim_month import APRIL, HOUSE, NOW, assessor, hospital, send_month
from tests.web.small_office import Province

from ansinh.core.errors import ConflictError, MissingError, RefusedError
from ansinh.core.period import Month
from ansinh.domain.claims.lists import SCHEMAS
from ansinh.jobs.claims.complete import complete
from ansinh.jobs.synthetic.claims.factory import EXAM, Factory
from ansinh.jobs.synthetic.claims.write import envelope
from ansinh.records.store.claims import alerts, lists, reassessments, statements
from ansinh.usecases.claims import completing, judging, paying, reassessing, receive
from ansinh.usecases.claims.row_lists import HEADS, row_list

NINTH = dt.datetime.fromisoformat("2026-04-09T07:00")
MONTH = Month.containing(APRIL)
pytestmark = pytest.mark.django_db


def stated(*, less: int = 0, rows: int = 4) -> None:
    """Let the hospital's statement of April be accepted: as the records are, or one fund amount less."""
    visits = alerts.visits_of(HOUSE, MONTH).head(rows)
    told = [
        (HOUSE, one["card"], f"{one['came']:%Y%m%d%H%M}", f"{one['left']:%Y%m%d%H%M}", *(
            str(one[name] / 100) for name in ("total_bv", "total_bh", "fund", "copay", "own", "other")))
        for one in visits.iter_rows(named=True)
    ]  # fmt: skip
    told[0] = (*told[0][:6], str(float(told[0][6]) - less), *told[0][7:])
    frame = pl.DataFrame(told, schema=dict.fromkeys(SCHEMAS["statement"], pl.String), orient="row")
    lists.keep_list(HOUSE, "statement", frame, "giamdinh")


def raised() -> list[tuple[str, str]]:
    return [(one.rule, one.state) for one in alerts.alerts_of([HOUSE], months=2400)]


def test_a_statement_that_agrees_raises_nothing(province: Province) -> None:
    hospital(province.office.pk)
    send_month()
    stated()
    assert completing.look_over(HOUSE, MONTH, actor="giamdinh") == 0
    assert raised() == []


def test_a_statement_apart_is_raised_answered_and_closed(province: Province) -> None:
    house = hospital(province.office.pk)
    send_month()
    stated(less=1000)
    assert completing.look_over(HOUSE, MONTH, actor="giamdinh") == 2  # the sum of them, and the row
    assert completing.look_over(HOUSE, MONTH, actor="giamdinh") == 0
    assert raised() == [("SUM-11", "open")] * 2
    page = house.get("/facility/claims/alerts/")
    assert "SUM-11" in page.content.decode()
    first = alerts.alerts_of([HOUSE], months=2400)[0].id
    assert house.post(f"/facility/claims/alerts/{first}/answer/", {"reason": "gõ nhầm"}).status_code == 302
    client = assessor()
    assert "gõ nhầm" in client.get("/claims/alerts/").content.decode()
    assert client.post(f"/claims/alerts/{first}/close/", {"reason": "đã sửa bảng"}).status_code == 302
    assert ("SUM-11", "closed") in raised()
    with pytest.raises(ConflictError):
        completing.close(first, "lần nữa", actor="b")
    with pytest.raises(RefusedError):
        completing.answer(first, " ", actor="b", facility=HOUSE)
    with pytest.raises(MissingError):
        completing.answer(alerts.alerts_of([HOUSE], months=2400)[0].id, "của ai", actor="b", facility="26999")
    stated()
    completing.look_over(HOUSE, MONTH, actor="giamdinh")
    assert {state for _, state in raised()} == {"closed"}


def test_a_record_without_its_row_is_named(province: Province) -> None:
    hospital(province.office.pk)
    send_month()
    stated(rows=3)
    completing.look_over(HOUSE, MONTH, actor="giamdinh")
    assert len([one for one in alerts.alerts_of([HOUSE], months=2400) if one.key]) == 1


def test_spending_beyond_what_was_told_and_a_dear_month(province: Province) -> None:
    hospital(province.office.pk)
    send_month()
    paying.tell_budget(HOUSE, 2026, 1_000_000, "QĐ 1", actor="ketoan")
    cheap = Factory(number=10).outpatient()
    move(cheap, dt.timedelta(days=-365))
    cheap.summary["NAM_QT"] = "2025"
    receive(envelope([cheap.settle()]), "b.xml", actor="h", now=NOW)
    completing.look_over(HOUSE, MONTH, actor="giamdinh")
    found = {one.rule: one for one in alerts.alerts_of([HOUSE], months=2400)}
    assert set(found) == {"FUN-01", "FUN-02"}
    assert found["FUN-01"].degree == 3
    assert found["FUN-01"].found.endswith(" / 1000000")


def test_what_no_file_shows_alone_is_found_in_the_whole_month(
    province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    """66 exams of one doctor on one day, in three files: the 66th is paid by half (EXM-04)."""
    hospital(province.office.pk)
    visits = [Factory(number=at).outpatient() for at in range(66)]
    for at, visit in enumerate(visits):
        move(visit, NINTH + dt.timedelta(minutes=7 * at) - visit.came)
        assert visit.services[0]["MA_DICH_VU"] == EXAM
        visit.settle()
    for at in range(3):
        receive(envelope(visits[at::3]), f"{at}.xml", actor="h", now=NOW)
    before = statements.figures(HOUSE, MONTH, 1).accepted
    monkeypatch.setattr(judging, "PIECE", 10)
    done = complete([HOUSE], MONTH, actor="may")
    assert [(one.facility, one.changed) for one in done] == [(HOUSE, 1)]
    assert complete([HOUSE], MONTH, actor="may")[0].changed == 0  # the trial waits; nothing is made twice
    (trial,) = reassessments.trials_of([HOUSE])
    assert reassessing.try_again(HOUSE, MONTH, actor="may", keep_same=False).id == trial.id  # as if alerts were fresh
    assert len(reassessments.trials_of([HOUSE])) == 1
    assert [rule for rule, _, _ in trial.rules] == ["EXM-04"]
    reassessing.apply(trial.id, actor="giamdinh")
    assert statements.figures(HOUSE, MONTH, 1).accepted == before - 25_000


def test_lists_79a_and_80a_have_every_visit_and_add_up(province: Province) -> None:
    house = hospital(province.office.pk)
    send_month()
    out, lying = (row_list(HOUSE, (MONTH, 1), form, actor="a") for form in ("79a", "80a"))
    figures = statements.figures(HOUSE, MONTH, 1)
    assert (len(out), len(lying)) == (figures.visits_out, figures.visits_in)
    at = HEADS.index
    parts = slice(at("t_xn"), at("t_vchuyen") + 1)
    assert all(row[at("t_tongchi")] == sum(row[parts]) for row in [*out, *lying])
    assert sum(row[at("t_bhtt")] for row in out) == figures.claimed_out
    for client, path in ((house, "/facility/claims/statements"), (assessor(), f"/claims/statements/{HOUSE}")):
        made = client.get(f"{path}/2026-04/1/list-80a.xlsx")
        sheet = openpyxl.load_workbook(io.BytesIO(made.content)).worksheets[0]
        assert [cell.value for cell in sheet[1]] == list(HEADS)
        assert sheet.max_row == 1 + len(lying)
    assert house.get("/facility/claims/statements/2026-04/1/list-99.xlsx").status_code == 404
