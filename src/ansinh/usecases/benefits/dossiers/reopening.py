"""A back-dated change of wages or months: decided dossiers reckoned again, the differences a work-list for people."""

import datetime as dt
from dataclasses import asdict, replace

from ansinh.core.errors import RefusedError, UnknownValueError
from ansinh.core.text import Text
from ansinh.domain.benefits.facts import compare, facts_of_json, fingerprint
from ansinh.domain.benefits.moves import after, require_reason
from ansinh.domain.benefits.settle.table import settle
from ansinh.records.store.benefits import decisions, dossiers, facts, reopenings
from ansinh.records.store.benefits.decisions import Decision
from ansinh.records.store.benefits.dossiers import DossierFacts, moved_to
from ansinh.records.store.benefits.reopenings import Found
from ansinh.records.store.registry.offices import office_by_code
from ansinh.usecases.act import Act, perform
from ansinh.usecases.benefits.dossiers.gathering import gather, of_survivors
from ansinh.usecases.benefits.dossiers.papering import limit_anew
from ansinh.usecases.ledger.law import law_of_books

PART = 500
FIRST = "00000000-0000-0000-0000-000000000000"


def find_changed(office: str, actor: str) -> int:
    """Reckon again every decision of an office subtree whose person's months were recorded anew; return the new lines.

    Only what comes to another amount is put on the work-list, once for each state of the facts. Nothing is decided.
    """
    place, after_id, new = office_by_code(office), FIRST, 0
    while ids := facts.changed_since_decided(place.path, after_id, PART):
        found = changed(ids)
        act = Act("dossier.find_changed", actor, object_kind="office", object_id=office, office=office,
                  body={"dossiers": len(ids)})  # fmt: skip
        new += perform(act, lambda found=found: reopenings.write(found))  # type: ignore[misc] # bound at once
        after_id = ids[-1]
    return new


def changed(ids: list[str]) -> list[Found]:
    """Return which decided dossiers would be decided otherwise now, with the facts that changed."""
    values = law_of_books()
    rows, signed = of_survivors(dossiers.read(ids)), decisions.in_force(ids)
    now = gather(rows, dt.datetime.now(dt.UTC))
    found = []
    for row in rows:
        if any(one["code"].startswith("OVERLAP") for one in signed[row.id].reasons):
            continue  # refused for what another dossier holds: the months cannot change that
        then = facts_of_json(signed[row.id].facts)
        # Other leave and papers are those of the decision: only the person's own months are asked again.
        seen = replace(now[row.id], granted=then.granted, papers=then.papers)
        try:
            settled = settle(seen, values)
        except (UnknownValueError, RefusedError):
            continue  # the law gives no answer now: whoever opens the dossier is told why
        once, month = (settled.once, settled.monthly) if settled.granted else (0, 0)
        found += _found(row, signed[row.id], (once, month), [asdict(one) for one in compare(then, seen, values)])
    return found


def _found(row: DossierFacts, signed: Decision, amounts: tuple[int, int], said: list[dict[str, str]]) -> list[Found]:
    """Return the line of a dossier whose amounts are others now; nothing where they are the same."""
    once, month = amounts
    if (once, month) == (signed.amount, signed.monthly):
        return []
    key = fingerprint({"changed": said, "once": once, "month": month})
    return [Found(row.id, row.version, row.office, key, said, once - signed.amount, month - signed.monthly)]


def take_up(key: str, actor: str, reason: str) -> str:
    """Reopen the dossier of a line to be reckoned as its next version; return the dossier."""
    require_reason("reopen", reason)
    line = reopenings.one(key)
    act = Act("dossier.reopen", actor, object_kind="dossier", object_id=line.dossier, reason=reason)
    return perform(act, lambda: _take_up(key, actor, reason))


def _take_up(key: str, actor: str, reason: str) -> str:
    """Do it inside the transaction."""
    line = reopenings.one(key)
    one = dossiers.one(line.dossier, lock=True)
    if line.state != "open" or line.version != one.version:
        raise RefusedError(Text("Việc này đã được giải quyết.", "This line was decided already."))
    reopenings.decide(key, "taken", actor, reason)
    state, due = after("reopen", one.state), limit_anew(one)
    dossiers.move([moved_to(one, state, "reopen", reason, version=one.version + 1, due=due)], actor)
    return one.id


def dismiss(key: str, actor: str, reason: str) -> None:
    """Leave a decision as it is, with the reason."""
    require_reason("reopen", reason)
    act = Act("dossier.dismiss", actor, object_kind="reopening", object_id=key, reason=reason)
    perform(act, lambda: reopenings.decide(key, "dismissed", actor, reason))
