"""What waits for the viewer, in words: each piece of work with its day and the page where it is done."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from ansinh.core.text import Text
from ansinh.domain.registry.rights import Act
from ansinh.records.store.pages import waiting
from ansinh.records.store.pages.viewer import OfficeRow
from ansinh.web.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Piece:
    """A kind of work: the acts that do it, what it is called, the page (route and query) where it is done."""

    acts: tuple[Act, ...]
    what: Text
    route: str
    query: str = ""


@dataclass(frozen=True, slots=True)
class Wait:
    """Work that waits: how much, of it late, the nearest day (None without one), where it is done."""

    count: int
    late: int
    due: dt.date | None
    what: Text
    path: str


PIECES: Final[dict[str, Piece]] = {
    "dossiers_compute": Piece(
        ("dossiers.compute",), Text("hồ sơ chế độ chờ tính", "benefit claims to compute"), "dossiers"
    ),
    "dossiers_review": Piece(
        ("dossiers.review",), Text("hồ sơ chế độ chờ thẩm định", "benefit claims to review"), "dossiers",
        "?state=computed",
    ),
    "dossiers_approve": Piece(
        ("dossiers.approve",), Text("hồ sơ chế độ chờ phê duyệt", "benefit claims to approve"), "dossiers",
        "?state=reviewed",
    ),
    "dossiers_appealed": Piece(
        ("dossiers.review",), Text("khiếu nại chế độ chờ trả lời", "appeals to answer"), "dossiers",
        "?state=appealed",
    ),
    "lists": Piece(
        ("dossiers.receive",), Text("danh sách 01B-HSB chờ nhận", "01B-HSB lists to take in"), "benefit_lists"
    ),
    "batches": Piece(("payroll.approve",), Text("đợt chi trả chờ duyệt", "payment runs to approve"), "payments"),
    "payees": Piece(
        ("payroll.approve",), Text("nơi nhận tiền chờ duyệt", "changes of pay account to approve"), "payment_files"
    ),
    "deaths": Piece(
        ("payroll.approve",), Text("báo tử nhầm chờ người thứ hai", "wrong notices of death for a second person"),
        "payment_deaths",
    ),
    "debts": Piece(
        ("debts.work",), Text("bước đôn đốc nợ đến hạn trong 7 ngày", "steps against debts due within 7 days"),
        "debts",
    ),
    "inspections": Piece(
        ("inspections.work",), Text("cuộc thanh tra, kiểm tra đang làm", "inspections in work"), "inspections"
    ),
    "calls": Piece(
        ("outreach.work",), Text("người cần gọi hoặc đến gặp", "people to call or to visit"), "prospects_today"
    ),
    "findings": Piece(
        ("claims.decide",), Text("phát hiện giám định chờ quyết định", "findings on medical claims to decide"),
        "claims", "?month=",
    ),
    "uploads": Piece(
        ("claims.decide",), Text("danh mục của cơ sở chờ duyệt", "lists of facilities to approve"), "claim_lists"
    ),
    "care_payments": Piece(
        ("claims.settle",), Text("khoản chi khám chữa bệnh chờ duyệt", "payments to facilities to approve"),
        "claim_payments",
    ),
    "requests": Piece(
        ("units.approve",), Text("đề nghị TK3-TS chờ duyệt", "TK3-TS requests to approve"), "requests"
    ),
    "terms": Piece(
        ("units.approve",), Text("thay đổi điều kiện đơn vị chờ duyệt", "changes of employers' terms to approve"),
        "changes",
    ),
    "agency": Piece(
        ("agency.approve",), Text("thay đổi cơ quan, địa bàn chờ duyệt", "changes of offices to approve"), "agency"
    ),
    "refunds": Piece(("refunds.approve",), Text("khoản hoàn trả chờ duyệt", "refunds to approve"), "refunds"),
    "merges": Piece(
        ("people.merge.approve",), Text("đề nghị gộp số BHXH chờ duyệt", "merges of SI numbers to approve"), "merges"
    ),
    "values": Piece(
        ("values.approve",), Text("giá trị công bố chờ duyệt", "announced values to approve"), "announced"
    ),
    "alarms": Piece(
        ("cards.write", "audit"), Text("cảnh báo tra cứu thẻ chờ xem", "alarms of card look-ups to see"),
        "lookup_alarms",
    ),
}  # fmt: skip


def waits(viewer: Viewer, office: OfficeRow | None, day: dt.date) -> list[Wait]:
    """Return what waits on `day` for the viewer in `office` and below: late first, then by day, then without one."""
    offices = {
        name: viewer.office_ids(act, office)
        for name, piece in PIECES.items()
        for act in [next((act for act in piece.acts if viewer.may(act)), None)]
        if act is not None
    }
    found = waiting.counted(offices, viewer.username, day)
    return sorted((_wait(one) for one in found), key=lambda one: (not one.late, one.due or dt.date.max, -one.count))


def _wait(one: waiting.Waiting) -> Wait:
    """Return a count in words; a query that ends in = takes the month to begin with."""
    piece = PIECES[one.piece]
    query = piece.query + one.month if piece.query.endswith("=") else piece.query
    return Wait(one.count, one.late, one.due, piece.what, reverse(piece.route) + query)
