"""Gather the facts of dossiers from the register, as known at a moment; cut where what came later cannot matter."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from ansinh.core.period import Month
from ansinh.domain.benefits.claimed import Claimed, of_json
from ansinh.domain.benefits.earlier import Drawing, Earlier
from ansinh.domain.benefits.facts import Facts, Stretch, owed_of
from ansinh.records.store.benefits import earlier, holds, papers
from ansinh.records.store.benefits import facts as store
from ansinh.records.store.benefits.dossiers import DossierFacts

YEARS_BACK = 3  # of leave granted before: quotas ask for the year, a long treatment for its beginning


def gather(dossiers: Sequence[DossierFacts], known: dt.datetime) -> dict[str, Facts]:
    """Return the facts of each dossier as believed at `known`, with eight queries whatever their number."""
    people = sorted({one.person for one in dossiers})
    about, months = store.claimants(people), store.stretches(people, known)
    owed = store.owed(sorted({s.account for spells in months.values() for s in spells if not s.voluntary}))
    years = [one.first_day.year for one in dossiers]
    granted = holds.absences(people, dt.date(min(years) - YEARS_BACK, 1, 1), dt.date(max(years) + 1, 1, 1))
    held = papers.held([one.id for one in dossiers])
    before, drawn, mothers = _standing(dossiers, people, known)
    found = {}
    for one in dossiers:
        claimed, person = of_json(one.claimed), about[one.person]
        facts = Facts(
            procedure=one.procedure, claimed=claimed, received=one.received_on, birth=person.birth, sex=person.sex,
            died=person.died, nationality=person.nationality, stretches=months[one.person],
            granted=tuple(leave for leave in granted[one.person] if leave.dossier != one.id),
            papers=tuple(paper.paper for paper in held[one.id]),
            owed=owed_of(months[one.person], owed), drawing=drawn.get(one.person, ()),
            earlier=tuple(
                each for key, each in before.get(one.person, ()) if key != one.id and each.day <= one.first_day
            ),
            mother=mothers.get(claimed.mother, ()) if claimed.carer_from else (),
        )  # fmt: skip
        found[one.id] = facts.until(last_month(claimed, one.received_on))
    return found


def _standing(
    dossiers: Sequence[DossierFacts], people: list[int], known: dt.datetime
) -> tuple[dict[int, list[tuple[str, Earlier]]], dict[int, tuple[Drawing, ...]], dict[str, tuple[Stretch, ...]]]:
    """Return what people were granted before, what they draw, and the months of mothers whose leave is taken over."""
    typed = (of_json(one.claimed) for one in dossiers)
    numbers = sorted({one.mother for one in typed if one.carer_from and one.mother})
    mothers = {number: key for number in numbers if (key := store.number_of(number)) is not None}
    hers = store.stretches(sorted(mothers.values()), known) if mothers else {}
    return earlier.granted(people), earlier.drawing(people), {number: hers[key] for number, key in mothers.items()}


def of_survivors(dossiers: Sequence[DossierFacts]) -> list[DossierFacts]:
    """Return dossiers with the survivor in the place of a person whose number was merged meanwhile."""
    about = store.claimants(sorted({one.person for one in dossiers}))
    merged = {key: store.survivor_of(key) for key, one in about.items() if one.merged_into is not None}
    return [replace(one, person=merged.get(one.person, one.person)) for one in dossiers]


def last_month(claimed: Claimed, received: dt.date) -> Month:
    """Return the last month that can matter: of the leave's first day or the birth, of the event, of the request."""
    days = [day for day in (claimed.day, claimed.child_birth) if day is not None]
    return Month.containing(max(days, default=received))
