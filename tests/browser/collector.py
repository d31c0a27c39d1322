"""A collector for the living office: a contract, a point, people of the area to see, the user who signs in."""

import datetime as dt

from django.contrib.auth.hashers import make_password
from django.utils import timezone
from tests.web.small_office import PASSWORD, Province

from ansinh.domain.outreach.agents import CONDITIONS
from ansinh.records import models as m
from ansinh.records.store.outreach import agents
from ansinh.usecases.outreach import agent_contracts


def seed_collector(province: Province) -> None:
    """Write a collector of today, three people to see, and one for the officer."""
    today = timezone.localdate()
    later, before = today + dt.timedelta(days=200), today - dt.timedelta(days=100)
    agent_contracts.register("26", code="BD", name="Bưu điện tỉnh", kind="post", actor="leader")
    agent_contracts.sign("BD", agent_contracts.Signing("01/HĐ", before, later, frozenset(CONDITIONS)), "leader")
    agent = agents.organisation("BD").pk
    point = agents.add_point(agent, code="BD1", name="Bưu cục Tam Đảo", office="2601", opened=before)
    agents.add_collector(point, "BDNV1", "Nguyễn Thị Thu", ("CC-01", later))
    agents.sign_in_as("BDNV1", "collector")
    user = m.User.objects.create(username="collector", password=make_password(PASSWORD), display_name="Nguyễn Thị Thu")
    m.Grant.objects.create(user=user, function="agent", office=province.bases[0], valid_from=before, granted_by="seed")
    for number, owner in enumerate(("collector", "collector", "", "collection")):
        person = province.people[number]
        m.Prospect.objects.create(
            office=province.bases[0], kind="card_30", subject=f"offline-{number}", person=person, people=1,
            amount=804_600, conversion=5000, due=today + dt.timedelta(days=number), found_on=today, seen_on=today,
            owner=owner,
        )  # fmt: skip
