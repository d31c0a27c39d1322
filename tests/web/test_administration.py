"""Administration: rights begin and end on days, nobody serves themself, users and money are apart, the chain holds."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from tests.web.conftest import ClientOf
from tests.web.small_office import Province

from ansinh.core.errors import RefusedError
from ansinh.domain.registry.segregation import check_functions
from ansinh.records.models import AnnouncedValue, AuditEntry, Grant, User

TODAY = dt.datetime.now(dt.UTC).date()


def said(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined, no-any-return]


def test_a_user_is_made_given_a_right_and_signs_in(client_of: ClientOf, province: Province) -> None:
    admin = client_of("administrator")
    shown = said(admin.post("/users/new/", {"username": "Moi.Vao", "name": "Lê Mới"}))
    password = re.search(r'<li class="code">([^<]+)<', shown)
    assert password
    user = User.objects.get(username="moi.vao")
    right = {"function": "collection", "office": "2601", "from": str(TODAY), "to": str(TODAY + dt.timedelta(days=30))}
    admin.post(f"/users/{user.pk}/grant/", right)
    grant = Grant.objects.get(user=user)
    assert (grant.office, grant.granted_by) == (province.bases[0], "administrator")
    assert grant.valid_to == TODAY + dt.timedelta(days=31)  # the last day holds too
    own = Client()
    own.post("/login/", {"username": "moi.vao", "password": password[1]})
    assert own.get("/units/").status_code == 200
    admin.post(f"/users/{user.pk}/change/", {"change": "disable", "reason": "nghỉ việc"})
    assert own.get("/units/").status_code == 302
    assert AuditEntry.objects.filter(object_id="moi.vao", act="user.disable", reason="nghỉ việc").exists()


def test_a_right_ends_with_a_reason_only(client_of: ClientOf, province: Province) -> None:
    admin, user = client_of("administrator"), User.objects.get(username="intake")
    grant = Grant.objects.get(user=user)
    admin.post(f"/users/{user.pk}/change/", {"change": "end", "grant": grant.pk})
    assert client_of("intake").get("/units/").status_code == 200
    admin.post(f"/users/{user.pk}/change/", {"change": "end", "grant": grant.pk, "reason": "chuyển việc"})
    assert client_of("intake").get("/units/").status_code == 403
    assert province.office.code == "26"


def test_nobody_gives_rights_to_oneself(client_of: ClientOf) -> None:
    me = User.objects.get(username="administrator")
    right = {"function": "auditor", "office": "26", "from": str(TODAY)}
    client_of("administrator").post(f"/users/{me.pk}/grant/", right)
    assert Grant.objects.filter(user=me).count() == 1


@pytest.mark.parametrize(
    ("held", "wanted", "good"),
    [
        ((), "leader", True),
        (("collection",), "intake", True),
        (("leader",), "administrator", False),
        (("administrator",), "accounting", False),
        (("administrator",), "auditor", True),
        ((), "king", False),
    ],
)
def test_who_gives_rights_approves_no_business(held: tuple[str, ...], wanted: str, good: bool) -> None:  # noqa: FBT001 - a column of the table
    if good:
        check_functions(held, wanted)
    else:
        with pytest.raises(RefusedError):
            check_functions(held, wanted)


def test_an_announced_value_needs_its_second_person(client_of: ClientOf, province: Province) -> None:
    entry = AnnouncedValue.objects.get(pk=province.numbers["announced_approve"])
    assert client_of("accounting").post(f"/announced/{entry.pk}/approve/").status_code == 403
    client_of("leader").post(f"/announced/{entry.pk}/approve/")
    entry.refresh_from_db()
    assert entry.approved_by == "leader"


def test_a_value_that_is_no_number_is_refused(client_of: ClientOf) -> None:
    sent = {"key": "fund.investment_rate.average_of_previous_year", "day": "2018-01-01", "document": "văn bản"}
    client = client_of("accounting")
    client.post("/announced/enter/", {**sent, "value": "sáu phẩy ba"})
    assert not AnnouncedValue.objects.filter(day="2018-01-01").exists()
    client.post("/announced/enter/", {**sent, "value": "0,0639"})
    assert AnnouncedValue.objects.get(day="2018-01-01").value == "0.0639"


def test_the_chain_is_verified_and_a_change_is_seen(client_of: ClientOf) -> None:
    admin = client_of("administrator")
    admin.post("/users/new/", {"username": "nguoi.moi", "name": "Người Mới"})
    assert "nguyên vẹn" in said(admin.post("/audit/verify/", follow=True))
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE records_auditentry DISABLE TRIGGER append_only")
        cursor.execute("UPDATE records_auditentry SET body = body || ' ' WHERE act = 'user.create'")
        cursor.execute("ALTER TABLE records_auditentry ENABLE TRIGGER append_only")
    assert "bị đứt" in said(admin.post("/audit/verify/", follow=True))
