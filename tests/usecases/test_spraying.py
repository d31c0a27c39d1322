"""One password tried on many names from one network: the network waits, another network does not."""

import datetime as dt

import pytest

from ansinh.usecases import signing_in

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2021, 10, 5, 8, tzinfo=dt.UTC)


def test_many_names_of_one_network() -> None:
    for number in range(signing_in.MOST_OF_A_NETWORK - 1):
        signing_in.note(f"user{number}", "10.0.0.1", NOW, success=False)
    assert signing_in.wait("fresh", "10.0.0.1", NOW) == dt.timedelta()
    signing_in.note("user-last", "10.0.0.1", NOW, success=False)
    assert signing_in.wait("fresh", "10.0.0.1", NOW) == signing_in.WINDOW
    assert signing_in.wait("fresh", "10.0.0.2", NOW) == dt.timedelta()
    assert signing_in.wait("fresh", "10.0.0.1", NOW + signing_in.WINDOW) == dt.timedelta()
