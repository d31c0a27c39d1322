"""Dated terms of an account as its page shows them: month by month, what waits for approval, what was decided."""

from ansinh.records.store.pages.units import Unit
from ansinh.records.store.registry import account_terms, changes
from ansinh.usecases.registry.account_terms import UNIT_KINDS
from ansinh.web import words
from ansinh.web.two_people import told
from ansinh.web.viewer import Viewer


def side(unit: Unit, viewer: Viewer) -> dict[str, object]:
    """Return what the unit's page shows: terms month by month, what waits, what was decided."""
    asked = told(changes.of("account_terms", unit.code), viewer)
    return {
        "terms": list(reversed(account_terms.standing(unit.id))),
        "terms_waiting": [one for one in asked if one.change.state == "proposed"],
        "terms_decided": [one for one in asked if one.change.state != "proposed"],
        "may_change_terms": viewer.reaches("units.propose", unit.office_path),
        "unit_kinds": [(kind, words.UNIT_KIND[kind]) for kind in UNIT_KINDS],
    }
