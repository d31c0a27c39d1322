"""The indicators as data: every reference in it leads somewhere, and every source is one the snapshot can measure."""

import pytest

from ansinh.domain.planning.indicators import catalogue, published_code
from ansinh.records.models import AccountMonth

ALL = list(catalogue().values())
COLUMNS = {field.column for field in AccountMonth._meta.concrete_fields}
WAYS = {"account_month", "count", "accounts", "opened", "closed", "people", "receipts", "billed", "sum", "reported"} | {
    "cards", "lookups", "facilities", "service", "activities", "care", "inspection",
}  # fmt: skip


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.code)
def test_an_indicator_is_whole(one):
    assert all((one.name.vi, one.name.en, one.short.vi, one.short.en))
    assert set(one.parts) <= set(catalogue())
    if one.is_rate:
        assert (one.source, one.additive) == (None, False)
        assert one.of in catalogue()
        assert one.to.way == "reference" or one.to.name in catalogue()
    else:
        assert one.source.way in WAYS
    if one.source is not None and one.source.way in {"account_month", "count"}:
        assert set(one.source.names) <= COLUMNS


@pytest.mark.parametrize(
    ("name", "scheme", "state", "level", "code"),
    [
        ("participants", "csi", "reported", "province", "participants_csi"),
        ("participants", "total", "reported", "province", "participants_headline"),
        ("participants", "total", "reported", "national", "participants_si"),
        ("ui_support_people", "ui", "paid", "province", "ui_support_people_paid"),
        ("hi_coverage", "hi", "reported", "province", "coverage_hi"),
        ("weather", None, None, "province", None),
    ],
)
def test_names_that_articles_use(name, scheme, state, level, code):
    assert published_code(name, scheme, state, level) == code
