"""Run as a program: migrate the database in DATABASE_URL, seed the small office and really close its October 2021."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ansinh.site.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 - after the set-up
from tests.browser.collector import seed_collector  # noqa: E402 - after the set-up
from tests.web.small_office import OCTOBER, seed  # noqa: E402 - after the set-up

from ansinh.jobs.monthly import Order, close_month  # noqa: E402 - after the set-up


def main() -> None:
    """Make the office live."""
    call_command("migrate", verbosity=0)
    seed_collector(seed(closed=False))
    close_month(Order(office="26", period=OCTOBER, actor="collection", workers=1, engine="inline"))


if __name__ == "__main__":
    main()
