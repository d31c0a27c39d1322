"""The WSGI entry for the server: look-ups by the bare handler, everything else by Django."""

import atexit
import threading
from functools import cache

from django.conf import settings
from django.core.wsgi import get_wsgi_application

import ansinh.cli.ready  # noqa: F401 - sets Django up before anything reads its settings
from ansinh.api.lookup_bare import BareHandler, beside
from ansinh.law.value_files import load
from ansinh.records.bulk.arrow import database_url

_TURN = threading.Lock()  # threads that ask first at the same moment would open a handler each, and its journal


@cache
def _opened() -> BareHandler:
    """Open the bare handler of this process; it is closed when the process ends."""
    made = BareHandler(database_url(), settings.DATA_DIR / "lookups", settings.SECRET_KEY, load(), settings.TODAY)
    atexit.register(made.close)
    return made


def handler() -> BareHandler:
    """Return the bare handler of this process, opened at the first look-up."""
    with _TURN:
        return _opened()


application = beside(handler, get_wsgi_application())
