"""C70a-HD: proposals out as a workbook, opinions back; every finding at once, nothing half done, the right people."""

import io
from collections.abc import Callable

import pytest
import xlsxwriter
from tests.usecases.benefits.claims import world
from tests.usecases.benefits.test_lists import HEADER, of, table
from tests.usecases.declarations.office import person, spell

from ansinh.core.errors import RefusedError
from ansinh.formats.benefits_c70a import HEADINGS, read_c70a
from ansinh.formats.benefits_hsb_write import write_hsb
from ansinh.formats.indicator_list import read_list
from ansinh.records import models as m
from ansinh.records.store.benefits import dossiers
from ansinh.usecases.benefits.dossiers import computing
from ansinh.usecases.benefits.lists import accepting, checking, opining, receiving

pytestmark = pytest.mark.django_db
Cells = list[list[str]]


@pytest.fixture
def computed() -> str:
    """A list of three claims, computed."""
    accounts, dao = world()
    others = [person(name, f"26000000{number}") for name, number in (("Trần Văn Nam", "11"), ("Lê Thị Mai", "12"))]
    for one in others:
        spell(accounts["TA0001A"], one, "2018-01", base=6_500_000)
    data = write_hsb(HEADER, table(*(of(one) for one in (dao, *others))), layout="json")
    key = receiving.receive(receiving.Sent(data, "ds.json", "counter", "tiep-nhan", "TA0001A"))
    checking.check(key, "tiep-nhan")
    accepting.accept(key, "tiep-nhan", papers_seen=True)
    computing.compute(dossiers.of_list(key, "completed"), "can-bo")
    return key


def filled(key: str, write: Callable[[Cells], None], step: str = "review") -> bytes:
    """The workbook given out, with what a person wrote in it."""
    given = read_list(opining.proposals(key, step))
    rows = [[*cells, *[""] * (len(HEADINGS) - len(cells))] for cells in given.rows]
    write(rows)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    for number, cells in enumerate([list(HEADINGS), *rows]):
        sheet.write_row(number, 0, cells)
    book.close()
    return out.getvalue()


def opinions(*said: tuple[str, str]) -> Callable[[Cells], None]:
    def write(rows: Cells) -> None:
        for row, (opinion, reason) in zip(rows, said, strict=True):
            row[11], row[12] = opinion, reason

    return write


def states() -> list[str]:
    return list(m.Dossier.objects.order_by("number").values_list("state", flat=True))


def take(key: str, data: bytes, step: str = "review", actor: str = "tham-dinh") -> opining.Opined:
    return opining.take_in(key, step, data, name="c70a.xlsx", actor=actor)


def test_what_is_written_is_read_back(computed: str) -> None:
    given = read_list(opining.proposals(computed, "review"))
    assert [row[2] for row in given.rows] == ["Nguyễn Thị Đào", "Trần Văn Nam", "Lê Thị Mai"]
    assert {row[9] for row in given.rows} == {"Được giải quyết"}
    read = read_c70a(filled(computed, opinions(("Đồng ý", ""), ("trả lại", "sai ngày"), ("", ""))))
    assert [(one.row, one.agrees, one.reason) for one in read.rows] == [(2, True, ""), (3, False, "sai ngày")]
    amounts = dict(m.DossierDecision.objects.values_list("dossier__number", "amount"))
    assert {one.number: one.amount for one in read.rows}.items() <= amounts.items()


def test_agreed_are_reviewed_returned_go_back_and_the_silent_wait(computed: str) -> None:
    done = take(computed, filled(computed, opinions(("Đồng ý", ""), ("Trả lại", "thiếu giấy"), ("", ""))))
    assert (done.agreed, done.sent_back, done.waiting, done.findings) == (1, 1, 1, ())
    assert states() == ["reviewed", "completed", "computed"]
    data = filled(computed, opinions(("Đồng ý", "")), "approve")
    assert take(computed, data, "approve", "giam-doc").agreed == 1
    assert states() == ["approved", "completed", "computed"]


def spoilt(rows: Cells) -> None:
    """An amount typed over, a doubled dossier, a return without a reason, an opinion nobody knows."""
    rows[0][8], rows[0][11] = "99999999", "Đồng ý"
    rows[1][1], rows[1][11] = rows[0][1], "Đồng ý"
    rows[2][11] = "Trả lại"
    rows.append([*rows[2][:1], "9999/2021/XX", *rows[2][2:11], "được", ""])
    rows.append([*rows[2][:1], "9999/2021/XX", *rows[2][2:11], "Đồng ý", ""])


def test_every_finding_at_once_and_nothing_is_done(computed: str) -> None:
    done = take(computed, filled(computed, spoilt))
    assert [(one.where.row, one.code) for one in done.findings] == [
        (2, "C70A-AMOUNT"), (3, "C70A-TWICE"), (4, "C70A-REASON"), (5, "C-CODE"), (6, "C70A-UNKNOWN"),
    ]  # fmt: skip
    assert {one.where.column for one in done.findings} == {HEADINGS[1], HEADINGS[8], HEADINGS[11], HEADINGS[12]}
    assert states() == ["computed"] * 3
    assert [one.code for one in take(computed, filled(computed, opinions(*[("", "")] * 3))).findings] == ["C70A-NOBODY"]
    for hostile in (b"", b"PK\x03\x04junk", b"<html>", "Số hồ sơ\n1\n".encode()):
        assert take(computed, hostile).findings
    assert states() == ["computed"] * 3


def test_the_rules_of_a_review_hold_for_a_workbook(computed: str) -> None:
    data = filled(computed, opinions(("Trả lại", "x"), ("Đồng ý", ""), ("Đồng ý", "")))
    with pytest.raises(RefusedError):
        take(computed, data, actor="can-bo")  # who computed it
    assert states() == ["computed"] * 3
    with pytest.raises(RefusedError):
        opining.proposals(computed, "compute")
