"""Importing this sets Django up: the first import of every command that reaches the records.

A private database of the data folder that does not run is started first: its address is read once, with the settings.
"""

import os
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import adbc_driver_manager
import django
import psycopg
from django.db import DataError, InterfaceError, OperationalError

from ansinh.records.private_server import PrivateServer

GONE = (  # what a command meets when the server, a back end of it or all workers of a run were ended under it
    *(OperationalError, InterfaceError, psycopg.OperationalError, psycopg.InterfaceError, BrokenProcessPool),
    *(adbc_driver_manager.OperationalError, adbc_driver_manager.InternalError),
)
UNFIT = (DataError, psycopg.DataError, OverflowError)  # a value no column can hold


def _wake() -> None:
    """Start the private server of the data folder if there is one and no other database is named."""
    folder = Path(os.environ.get("ANSINH_DATA_DIR", "var"))
    if "DATABASE_URL" not in os.environ and (folder / "postgres.url").exists():
        os.environ["DATABASE_URL"] = PrivateServer(folder).start()


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ansinh.site.settings")
_wake()
django.setup()
