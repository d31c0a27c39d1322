"""One inspection: where it stands, its papers and violations, what is left; and every act on it."""

import datetime as dt
from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.finding import Finding
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.collection.inspection import EFFECTS, rules
from ansinh.domain.collection.inspection_findings import Seen
from ansinh.domain.collection.inspection_states import CLAIMED, MOVES, STATE_NAMES
from ansinh.domain.registry.rights import Act
from ansinh.jobs.inspection import books, claims, points
from ansinh.jobs.inspection.declare import declare as hand_in
from ansinh.records.store.collection import inspection as store
from ansinh.usecases.collection import inspection as acts
from ansinh.usecases.collection import inspection_claims, inspection_documents, inspection_follow, inspection_work
from ansinh.usecases.collection.inspection_documents import TITLES
from ansinh.usecases.registry.people import note_look
from ansinh.web import clock, export, fields, speech
from ansinh.web.attempts import attempt, carry_out, tell, tell_found
from ansinh.web.pages.collection.ladder import FORMS, KINDS
from ansinh.web.render import page
from ansinh.web.viewer import Viewer, viewer_of

DONE = Text("Đã ghi.", "Written down.")
FILED = Text(
    "Đã lập tờ khai {rows} dòng ({errors} lỗi); bộ phận thu sẽ duyệt.", "{rows} rows declared ({errors} errors)."
)
PAYEE_HEADS = (
    Text("Mã số BHXH", "SI number"), Text("Họ tên", "Name"), Text("Số kỳ đã chi", "Payments"),
    Text("Số tiền (đồng)", "Amount (VND)"), Text("Ngày chết", "Died on"),
    Text("Kỳ chi sau khi chết", "Paid after death"), Text("Gặp lần cuối", "Last seen"),
    Text("Đúng nhân thân", "Identity agrees"), Text("Chữ ký", "Signature"),
)  # fmt: skip
_STORY = {name: move.name for name, move in MOVES.items()} | {inspection_claims.CLAIM: CLAIMED}
LEAD = frozenset({"decide", "conclude", "close", "cancel"})


def _case(viewer: Viewer, number: UUID, act: Act) -> store.Case:
    """Return a case the viewer reaches with an act; Http404 otherwise."""
    return viewer.reached(act, lambda: store.case(number))


def show(request: HttpRequest, number: UUID) -> HttpResponse:
    """Show a case; whose names stand in its violations is written down as read."""
    viewer, today = viewer_of(request), clock.today()
    found = _case(viewer, number, "inspections")
    subject, findings, team = rules().subjects[found.subject_kind], store.findings(number), store.team(number)
    for person in dict.fromkeys(row.person for row in findings if row.person):
        note_look(person, viewer.username, "inspection")
    stands, in_team = store.followed(number, today), viewer.username in dict(team)
    context = {
        "case": found,
        "subject": subject,
        "kind": rules().kinds[found.kind],
        "traits": [one.name for code in found.traits if (one := rules().trait(code, found.decided_on or today))],
        "state": STATE_NAMES[found.state],
        "stands": stands,
        "sentence": inspection_documents.sentence(len(findings), stands, speech.language()),
        "team": team,
        "papers": [(code, subject.papers.get(code), state, note) for code, state, _, note in store.papers(number)],
        "counts": [(code, name, found.counts.get(code)) for code, name in subject.counts.items()],
        "findings": [
            (row, subject.violations[row.kind], EFFECTS[subject.violations[row.kind].effect]) for row in findings
        ],
        "declarable": any(subject.violations[row.kind].declared for row in findings),
        "claimable": any(row.kind == claims.DEAD or subject.violations[row.kind].claimed_from for row in findings),
        "claimed_on": inspection_claims.posted_on(number),
        "owing": sum(row.remaining for row in findings if subject.violations[row.kind].claimed_from),
        "requests": store.requests(number),
        "recoveries": store.recoveries(number),
        "declarations": store.declarations(number),
        "moves": [(_STORY.get(move), *rest) for move, *rest in store.moves(number)],
        "sheets": [(sheet, TITLES[sheet]) for sheet in TITLES if _has(found, sheet)],
        "working": in_team and viewer.may("inspections.work") and found.state == "started",
        "may_lead": viewer.may("inspections.lead"),
        "may_work": viewer.may("inspections.work"),
        "in_team": in_team,
        "is_leader": (viewer.username, "leader") in team,
        "today": today,
    }
    return page(request, "collection/inspection.html", context)


def _has(found: store.Case, sheet: str) -> bool:
    """Whether a case has come to a paper."""
    return bool({"decision": found.decision, "minutes": found.minutes, "conclusion": found.conclusion}[sheet])


def sheet_file(request: HttpRequest, number: UUID, tab: str, form: str) -> HttpResponse:
    """Return a paper of a case as a file."""
    found = _case(viewer_of(request), number, "inspections")
    if form not in KINDS or tab not in TITLES or not _has(found, tab):
        raise Http404
    sheet: inspection_documents.Sheet = next(one for one in TITLES if one == tab)
    content = inspection_documents.write_sheet(number, sheet, FORMS[form], speech.language(), today=clock.today())
    return export.attachment(content, KINDS[form], f"{sheet}-{found.subject}.{form}")


def payees(request: HttpRequest, number: UUID, form: str) -> HttpResponse:
    """Return the payees of a payment point as the list a team takes along; that they were read is written down."""
    viewer = viewer_of(request)
    found = _case(viewer, number, "inspections.work")
    if found.subject_kind != "payment_point":
        raise Http404
    rows = points.payees(number)
    for row in rows:
        note_look(row.person, viewer.username, "inspection")
    cells = [[r.si_number, r.name, r.payments, r.amount, r.died_on, r.after_death, r.seen_on, "", ""] for r in rows]
    return export.table(f"nguoi-huong-{found.subject}", form, [speech.say(head) for head in PAYEE_HEADS], cells)


def move(request: HttpRequest, number: UUID) -> HttpResponse:
    """Move a case by the machine of its states."""
    viewer, given = viewer_of(request), request.POST
    name = given.get("move", "")
    if name not in MOVES:
        raise Http404
    _case(viewer, number, "inspections.lead" if name in LEAD else "inspections.work")
    paper = acts.Paper(given.get("paper", "").strip()[:100], fields.day(given.get("day", "")) or clock.today())
    who = viewer.username
    members = [one.strip() for one in given.get("members", "").split(",") if one.strip()]
    moves: dict[str, Callable[[], None]] = {
        "decide": lambda: acts.decide(number, paper, (given.get("leader", "").strip(), members), who),
        "start": lambda: acts.start(number, paper.day, who),
        "record": lambda: acts.record(number, paper, given.get("signed_by", "").strip()[:200], who),
        "conclude": lambda: acts.conclude(number, paper, who, fields.day(given.get("deadline", ""))),
        "close": lambda: acts.close(number, paper.day, who),
        "cancel": lambda: acts.cancel(number, paper, who),
    }
    carry_out(request, moves[name], DONE)
    return redirect("inspection", number=number)


def note(request: HttpRequest, number: UUID) -> HttpResponse:
    """Write down the work of the team: a paper, counts, a violation, what the books of a payment point show."""
    viewer, given = viewer_of(request), request.POST
    found, today, who = _case(viewer, number, "inspections.work"), clock.today(), viewer.username
    what = given.get("what", "")
    if what == "finding":
        _say(request, attempt(request, lambda: inspection_work.add_findings(number, [_seen(request)], who)))
        return redirect("inspection", number=number)
    counts = {
        code: fields.dong(given[code])
        for code in rules().subjects[found.subject_kind].counts
        if given.get(code, "").strip()
    }
    works: dict[str, Callable[[], object]] = {
        "paper": lambda: inspection_work.note_paper(
            number, given.get("paper", "")[:40], received=given.get("state") == "received", day=today,
            note=given.get("note", "").strip()[:500], actor=who,
        ),
        "counts": lambda: inspection_work.count(number, counts, who),
        "books": lambda: books.look(number, today, who),
        "drop": lambda: inspection_work.drop_finding(number, fields.dong(given.get("finding", "")), "web", who),
    }  # fmt: skip
    if what not in works:
        raise Http404
    carry_out(request, works[what], DONE)
    return redirect("inspection", number=number)


def _seen(request: HttpRequest) -> Seen:
    """Return the violation a form sends."""
    given = request.POST
    declared, found, amount = (fields.dong(given.get(name, "")) for name in ("declared", "found", "amount"))
    first, last = (fields.month(given.get(name, "")) for name in ("first", "last"))
    kind, person, name, document, note_ = (
        given.get(each, "").strip()[:300] for each in ("kind", "person", "name", "document", "note")
    )
    return Seen(kind, person, name, first, last, declared, found, amount, document, note_)


def _say(request: HttpRequest, wrong: list[Finding] | None) -> None:
    """Tell the person everything that is wrong with what was typed, or that it is kept."""
    for one in wrong or []:
        tell_found(request, one, "red")
    if wrong == []:
        tell(request, DONE)


def follow(request: HttpRequest, number: UUID) -> HttpResponse:
    """Write down what follows: a request, that it is done, money that came back, the declaration."""
    viewer, given = viewer_of(request), request.POST
    _case(viewer, number, "inspections.work")
    today, who, what = clock.today(), viewer.username, given.get("what", "")
    day, proof = fields.day(given.get("day", "")) or today, given.get("paper", "").strip()[:200]
    if what == "declare":
        period = fields.month(given.get("period", "")) or Month.containing(today)
        made = attempt(request, lambda: hand_in(number, period, today, who))
        if made is not None:
            tell(request, FILED.fill(rows=made.rows, errors=made.errors))
        return redirect("inspection", number=number)
    works: dict[str, Callable[[], object]] = {
        "request": lambda: inspection_follow.ask(
            number, given.get("text", "")[:500], fields.day(given.get("day", "")) or today + dt.timedelta(days=30), who
        ),
        "done": lambda: inspection_follow.finish(
            number, fields.dong(given.get("request", "")), day=day, proof=proof, actor=who
        ),
        "claim": lambda: claims.claim(number, today, who),
        "recover": lambda: inspection_follow.recover(
            number, fields.dong(given.get("finding", "")), fields.dong(given.get("amount", "")), day=day,
            document=proof, actor=who,
        ),
    }  # fmt: skip
    if what not in works:
        raise Http404
    carry_out(request, works[what], DONE)
    return redirect("inspection", number=number)
