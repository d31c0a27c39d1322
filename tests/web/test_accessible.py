"""What readers aloud need: one heading of the page, no level left out, a name for every field and button."""

from itertools import pairwise

import pytest
from django.test import Client
from lxml import html
from tests.web.conftest import ClientOf

PAGES = {
    "collection": ("/", "/work/", "/units/", "/units/TA0003A/", "/people/", "/filings/", "/filings/new/", "/months/"),
    "accounting": ("/bank/", "/bank/refunds/", "/bank/budgets/", "/announced/", "/targets/"),
    "leader": ("/people/duplicates/", "/units/requests/", "/briefing/", "/account/second-factor/"),
    "administrator": ("/users/", "/agency/", "/audit/", "/audit/reads/"),
}


def faults(client: Client, path: str) -> list[object]:
    """What is wrong with a page, for a reader aloud."""
    page = html.fromstring(client.get(path).content.decode())
    named = {label.get("for") for label in page.iter("label")}
    shown = [field for field in page.iter("input", "select", "textarea") if field.get("type") != "hidden"]
    found: list[object] = [
        field.get("name")
        for field in shown
        if not field.get("aria-label") and field.get("id") not in named and not list(field.iterancestors("label"))
    ]
    found += [
        html.tostring(one)[:80]
        for one in page.iter("button", "a")
        if not (one.text_content().strip() or one.get("aria-label"))
    ]
    found += [one.get("src") for one in page.iter("img") if one.get("alt") is None]
    heads = [int(one.tag[1]) for one in page.xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4]")]
    if heads.count(1) != 1 or any(after > before + 1 for before, after in pairwise(heads)):
        found.append(heads)
    return found


@pytest.mark.parametrize(("user", "path"), [(user, path) for user, paths in PAGES.items() for path in paths])
def test_a_page_can_be_read_aloud(user: str, path: str, client_of: ClientOf) -> None:
    assert faults(client_of(user), path) == []
