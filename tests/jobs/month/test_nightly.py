from tests.jobs.small_books import Books

from ansinh.jobs.nightly import run_night
from ansinh.records.models import AuditEntry, IndicatorValue


def test_the_night_counts_people_and_says_what_it_checked(twenty: Books) -> None:
    twenty.close("2021-06")
    assert run_night() == {"26": 0}
    counted = IndicatorValue.objects.filter(indicator="distinct_people", period="2021-06-01", office__code="26")
    assert counted.get(superseded_at=None).numerator > 0
    assert AuditEntry.objects.filter(act="night.checked", object_id="26").count() == 1
    run_night()
    assert counted.count() == 1
