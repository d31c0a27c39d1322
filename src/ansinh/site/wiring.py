"""Which act does which job: the one place where the queue learns what pages may order."""

import datetime as dt
from uuid import UUID

from ansinh.core.period import Month
from ansinh.jobs import invariants
from ansinh.jobs.inspection.nightly import run_inspections
from ansinh.jobs.monthly import Order, close_month
from ansinh.jobs.nightly import run_night
from ansinh.jobs.outreach import run_outreach
from ansinh.jobs.payroll.files import folder, make_files
from ansinh.jobs.payroll.run import try_batch, write_batch
from ansinh.jobs.queue import Job, queue
from ansinh.jobs.relief import build_lists
from ansinh.usecases import declarations
from ansinh.usecases.benefits import death_lists
from ansinh.usecases.benefits.lists import checking
from ansinh.usecases.coverage.watch import watch_lookups
from ansinh.usecases.registry import duplicates


def close(*, office: str, period: str, actor: str) -> None:
    """Close a month; what was interrupted is gone on with."""
    close_month(Order(office=office, period=Month.parse(period), actor=actor))


def check(*, filing: str, actor: str) -> None:
    """Read and check a declaration."""
    declarations.check(filing, actor)


def check_list(*, key: str, actor: str) -> None:
    """Read and check an employer's list of claims."""
    checking.check(key, actor)


def night() -> None:
    """Count distinct people, verify the last closed months of every office, and what must hold everywhere."""
    run_night()
    invariants.note_night()


def develop() -> None:
    """Find prospects anew, build the debt ladder, score the risk of employers, follow inspections of every office."""
    run_outreach()
    run_inspections()


def search_duplicates(*, office: str, actor: str) -> None:
    """Look for people with two numbers and propose to merge them."""
    duplicates.propose_all(duplicates.find_duplicates(office), actor)


def try_payments(*, batch: str, actor: str) -> None:
    """Try a batch of payments."""
    try_batch(UUID(batch), actor)


def write_payments(*, batch: str, actor: str) -> None:
    """Write a batch that two people approved; what was interrupted is gone on with."""
    write_batch(UUID(batch), actor)


def make_payment_files(*, batch: str, actor: str) -> None:
    """Make the files of a written batch."""
    make_files(UUID(batch), folder(UUID(batch)), actor)


def record_deaths(*, number: str, actor: str) -> None:
    """Record the deaths of a list, each row an act of its own; what was interrupted is gone on with."""
    death_lists.record_rows(UUID(number), actor)


def build_relief(*, measure: str, office: str, day: str, actor: str) -> None:
    """Build the lists of a cash support."""
    build_lists(measure, office, dt.date.fromisoformat(day), actor)


JOBS = (
    Job("payments.trial", try_payments),
    Job("payments.write", write_payments),
    Job("payments.files", make_payment_files),
    Job("deaths.record", record_deaths),
    Job("relief.build", build_relief),
    Job("month.close", close),
    Job("filing.check", check),
    Job("benefit_list.check", check_list),
    Job("registry.duplicates", search_duplicates),
    Job("night", night, cron="0 1 * * *"),
    Job("develop", develop, cron="0 3 * * *"),
    Job("lookups.watch", watch_lookups, cron="* * * * *"),
)


def wire() -> None:
    """Tell the queue every job it may do; called once by whoever answers pages or works the queue."""
    for job in JOBS:
        queue.know(job)
