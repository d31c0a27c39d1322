"""A month of one hospital for the pages of claims: two clean visits, one cut on its rate, a stay with stents."""

import datetime as dt

from django.contrib.auth.hashers import make_password
from django.db import connection
from django.test import Client

from ansinh.jobs.synthetic.claims.factory import AT, Factory
from ansinh.jobs.synthetic.claims.write import envelope
from ansinh.records.models import User
from ansinh.records.store.registry.facilities import NewFacility, load_facilities
from ansinh.records.store.users import GrantLine
from ansinh.usecases.claims import receive
from ansinh.usecases.enrol import enrol

NOW = dt.datetime.fromisoformat(AT)
HOUSE = "26001"
APRIL = dt.date(2026, 4, 1)
PASSWORD = "mot-mat-khau-rat-dai"


def hospital(office: int) -> Client:
    """Enter the hospital and return the client of its user."""
    since = dt.date(2020, 1, 1)
    load_facilities([NewFacility(HOUSE, "Bệnh viện giả lập", office, "basic", "district", "both", since)], actor="test")
    enrol("benhvien", "Bệnh viện", make_password(PASSWORD), [GrantLine("facility", facility=HOUSE)], "test")
    client = Client()
    client.force_login(User.objects.get(username="benhvien"))
    return client


def assessor(name: str = "giamdinh", function: str = "assessment") -> Client:
    """Return the client of an assessor of the whole province."""
    enrol(name, "Giám định viên", make_password(PASSWORD), [GrantLine(function, office="26")], "test")
    client = Client()
    client.force_login(User.objects.get(username=name))
    return client


def send_month() -> dict[str, tuple[int, int]]:
    """Send the month; (finding, visit) of the last finding of each rule that cuts."""
    factory = Factory()
    visits = [factory.outpatient(), factory.outpatient(big=True), factory.inpatient(), factory.outpatient()]
    visits[1].rate = "95"
    visits[2].add_supply("N06.02.020", 19_000_000, minutes=130, SO_LUONG="3")
    receive(envelope([one.settle() for one in visits]), "a.xml", actor="h", now=NOW)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT f.rule, f.id, f.visit FROM records_claimfinding f JOIN records_claimvisit v"
            " ON v.period = f.period AND v.id = f.visit AND v.superseded_at IS NULL WHERE f.weight = 'reduce'"
        )
        return {rule: (number, visit) for rule, number, visit in cursor.fetchall()}
