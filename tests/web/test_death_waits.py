"""A notice of death said to be wrong waits in sight of those who may approve it, but for who asked."""

import datetime as dt

import pytest
from tests.web.conftest import ClientOf
from tests.web.small_office import Province

from ansinh.records import models as m

pytestmark = pytest.mark.django_db
LINE = "báo tử nhầm chờ người thứ hai"


@pytest.mark.parametrize(("asked_by", "role", "shown"), [
    ("benefits", "leader", True), ("leader", "leader", False), ("benefits", "collection", False),
])  # fmt: skip
def test_who_sees_it(province: Province, client_of: ClientOf, asked_by: str, role: str, shown: bool) -> None:  # noqa: FBT001 - a column of the table
    m.DeathWithdrawal.objects.create(
        person=province.people[0], office=province.bases[0], died_on=dt.date(2021, 9, 30), document="BB 05",
        asked_by=asked_by,
    )  # fmt: skip
    client = client_of(role)
    told = client.get("/work/").content.decode()
    assert (LINE in told) is shown
    assert ('href="/payments/deaths/"' in told) >= shown
