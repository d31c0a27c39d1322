"""The walk over the pages finds them by their links, sees each once, and sends nothing."""

import pytest
from tests.web.small_office import seed

from ansinh.jobs.bench.pages import walk_pages
from ansinh.records.models import AuditEntry


@pytest.mark.django_db
def test_pages_are_walked_by_their_links() -> None:
    seed()
    before, told = AuditEntry.objects.count(), []
    visits = walk_pages(frozenset({"leader", "collection"}), told.append, of_a_kind=3)
    assert len(told) == 2
    pages = {visit.page.split(" ")[0] for visit in visits}
    assert {"home", "units", "unit", "unit_tab", "person", "figure", "targets", "briefing", "work", "people"} <= pages
    assert {visit.status for visit in visits} <= {200, 403}
    assert all(visit.queries and visit.again >= 0 and visit.cpu >= 0 for visit in visits if visit.status == 200)
    asked = [(visit.function, visit.page) for visit in visits if not visit.page.endswith(" typed")]
    assert len(set(asked)) == len(asked)
    assert sum(page.startswith("figure ") for function, page in asked if function == "leader") == 3
    acts = AuditEntry.objects.order_by("id").values_list("act", flat=True)[before:]
    assert set(acts) <= {"second_factor.begin"}  # its page makes the secret that it shows
