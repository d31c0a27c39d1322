"""The director's page: where we stand, where we will end, what to do; every number opens to its rows."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.planning.compare import Comparator
from ansinh.domain.planning.ranking import Growth, movement
from ansinh.domain.planning.scoring import last_ended
from ansinh.domain.planning.tasks import Tally, tally
from ansinh.records.store.pages.viewer import OfficeRow
from ansinh.records.store.planning import alerts, questions, scores
from ansinh.usecases.planning import situation as read_situation
from ansinh.usecases.planning.directions import desk
from ansinh.usecases.planning.outlook import CODES, Outlook, outlook
from ansinh.web import clock, tiles
from ansinh.web.pages.planning.told import Told, told
from ansinh.web.periods import month_of
from ansinh.web.render import page
from ansinh.web.viewer import Viewer, viewer_of

ALERT_MONTHS = 2  # alerts of the month of the page and so many before it that nobody noted


@dataclass(frozen=True, slots=True)
class ToDo:
    """Something that waits for somebody: how many, what, where it opens, how urgent."""

    count: int
    what: Text
    address: str
    tone: str


def show(request: HttpRequest) -> HttpResponse:
    """Show the page of an office."""
    viewer = viewer_of(request)
    office = viewer.office("direction", request.GET.get("office") or None)
    month, code = month_of(request, office), request.GET.get("indicator", "")
    code = code if code in CODES else "revenue_total"
    found = outlook(office.code, month) if month else None
    tasks = desk(office.code, viewer.username)
    counted = tally(tasks.tasks, clock.today())
    context = {
        "office": office,
        "offices": viewer.offices,
        "month": month,
        "told": [told(line) for line in found.lines] if found else [],
        "worst": _worst(found),
        "code": code,
        "codes": [line.indicator for line in found.lines] if found else [],
        "tiles": tiles.tiles(found.below, code) if found else [],
        "growth": _growth(office.code, month, code) if month and found and found.below else {},
        "tally": counted,
        "todo": _todo(viewer, office, month, counted) if month else [],
        "tasks": [task for task in tasks.tasks if task.is_late(clock.today())][:6],
        "today": clock.today(),
    }
    return page(request, "planning/director.html", context)


def _growth(office: str, month: Month, code: str) -> dict[str, Growth]:
    """Return what each office below adds to the growth: people since December, money on the year before."""
    here = read_situation(office, month)
    base = Comparator.LAST_DECEMBER if here.indicators[code].kind == "stock" else Comparator.SAME_PERIOD_LAST_YEAR
    standings = {child.place.code: child.of(code) for child in here.children}
    changes = {
        place: change
        for place, one in standings.items()
        if one is not None and (change := one.change(base)) is not None
    }
    return {one.office: one for one in movement(changes).offices}


def _worst(found: Outlook | None) -> list[Told]:
    """Return what will not be reached without more effort, for the sentence at the top."""
    lines = found.lines if found else []
    return [told(line) for line in lines if line.verdict in {"out_of_reach", "with_effort"}]


def _todo(viewer: Viewer, office: OfficeRow, month: Month, counted: Tally) -> list[ToDo]:
    """Return what waits, the most urgent first, without what is at nothing."""
    day, below = clock.today(), viewer.office_ids("direction", office)
    unnoted = alerts.of_offices(below, month.plus(-ALERT_MONTHS), unnoted=True) if viewer.may("alerts") else []
    asked = questions.waiting(below)
    overdue = sum(one.standing(day) == "overdue" for one in asked)
    cards = scores.cards(below, last_ended(day))
    disputes = sum(one.upheld is None for one in scores.disputes([card.id for card in cards]))
    unsigned = sum(card.signed_on is None and card.dispute_until < day for card in cards if not card.officer)
    tasks, at = reverse("tasks"), f"?office={office.code}"
    confirm = f"{tasks}{at}&state=reported"
    rows = (
        ToDo(counted.late, Text("nhiệm vụ quá hạn", "tasks late"), f"{tasks}{at}&state=late", "red"),
        ToDo(overdue, Text("kiến nghị quá hạn trả lời", "questions overdue"), reverse("questions"), "red"),
        ToDo(counted.reported, Text("nhiệm vụ chờ xác nhận", "tasks to confirm"), confirm, "gold"),
        ToDo(len(unnoted), Text("cảnh báo chưa ai ghi nhận", "alerts nobody noted"), reverse("alerts") + at, "gold"),
        ToDo(disputes, Text("khiếu nại điểm chờ trả lời", "score disputes to answer"), reverse("scores") + at, "gold"),
        ToDo(unsigned, Text("bảng điểm chờ ký", "scorecards to sign"), reverse("scores") + at, "gold"),
        ToDo(len(asked) - overdue, Text("kiến nghị đang chờ trả lời", "questions waiting"), reverse("questions"), ""),
        ToDo(counted.open, Text("nhiệm vụ đang làm trong hạn", "tasks in work, in time"), f"{tasks}{at}", ""),
    )
    return [row for row in rows if row.count]
