"""The process that works the queue: `python -m ansinh.site.worker`, started beside the pages by `ansinh serve`."""

import os
import sys
import threading

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ansinh.site.settings")
django.setup()

from ansinh.jobs.engine import die_with  # noqa: E402 - likewise
from ansinh.jobs.queue import queue  # noqa: E402 - the tables can be named only after the set-up
from ansinh.site.wiring import wire  # noqa: E402 - likewise


def main() -> None:
    """Work until stopped, or until nothing waits with --until-empty; with --beside, as long as who started us lives."""
    if "--beside" in sys.argv:
        threading.Thread(target=die_with, args=(os.getppid(),), daemon=True).start()
    wire()
    queue.work(until_empty="--until-empty" in sys.argv)


if __name__ == "__main__":
    main()
