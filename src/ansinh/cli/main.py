"""`ansinh`: the commands. Each is loaded when it is called, so that the law answers without waiting for Django."""

import importlib
import sys
from typing import Any

import typer
from typer.core import TyperGroup

from ansinh.core.errors import AnsinhError, disk_is_full
from ansinh.core.text import Text

TRY_AGAIN = 75  # the exit code of a command that another try may well end
NO_FILE = 74  # the exit code where a file or a disk refused
NO_ROOM = Text(
    "Ổ đĩa đã đầy ({said}). Giải phóng chỗ trống rồi chạy lại đúng lệnh này: phần đã xong được giữ, phần dở dang làm "
    "tiếp.",
    "The disk is full ({said}). Make room, then say the same command again: what was done is kept, the rest is gone on "
    "with.",
)
NO_ACCESS = Text(
    "Không đọc hoặc ghi được {file}: {said}. Kiểm tra thư mục và quyền rồi chạy lại đúng lệnh này.",
    "{file} cannot be read or written: {said}. Look at the folder and its rights, then say the same command again.",
)
AWAY = Text(
    "Cơ sở dữ liệu không trả lời hoặc vừa khởi động lại ({said}). Chạy lại đúng lệnh này: phần đã xong được giữ, "
    "phần dở dang làm tiếp.",
    "The database did not answer or was restarted ({said}). Say the same command again: what was done is kept, the "
    "rest is gone on with.",
)
UNFIT = Text(
    "Có giá trị không lưu được: số quá lớn, ngày ngoài lịch hoặc ký tự lạ ({said}). Xem lại các tham số của lệnh.",
    "A value cannot be kept: a number too large, a day outside the calendar or a strange character ({said}). Look at "
    "what the command was given.",
)
AGAINST = Text(
    "Giá trị đưa vào trái quy tắc lưu trữ ({said}). Xem lại các tham số của lệnh.",
    "What was given goes against a rule of the records ({said}). Look at what the command was given.",
)
USAGE = 2  # the exit code of a command that was asked wrongly, as typer has it
CHECK_VIOLATION = "23514"
COMMANDS = {
    "law": ("ansinh.cli.law", "worked cases of the law, and explanations"),
    "demo": ("ansinh.cli.demo", "a synthetic province, lived month by month, then the pages"),
    "serve": ("ansinh.cli.serve", "the pages on this machine"),
    "doctor": ("ansinh.cli.doctor", "what is missing, and how to mend it"),
    "db": ("ansinh.cli.db", "the private database"),
    "verify": ("ansinh.cli.verify", "every invariant over the whole database, with the rows that break one"),
    "month": ("ansinh.cli.month", "close a month, look at it, verify it"),
    "bank": ("ansinh.cli.bank", "take in bank statements, match receipts"),
    "dossier": ("ansinh.cli.dossier", "dossiers: lists of employers, the work-list, decisions that would change"),
    "payroll": ("ansinh.cli.payroll", "payments: pensions, decisions, relief; files and answers of banks"),
    "relief": ("ansinh.cli.relief", "relief measures: lists, decisions, figures as of a day"),
    "statements": ("ansinh.cli.statements", "statements C12 of a month for a whole office"),
    "debt": ("ansinh.cli.debt", "the ladder of debts: what is due, documents, campaigns"),
    "inspection": ("ansinh.cli.inspection", "inspections: risk, plans, cases, follow-up"),
    "claims": ("ansinh.cli.claims", "check and assess medical claims"),
    "assessment": ("ansinh.cli.claims_office", "take claims into the agency, look a whole month over"),
    "outreach": ("ansinh.cli.outreach", "who is missing: lists, prospects, what came of them"),
    "activities": ("ansinh.cli.activities", "communication: what was done, the plan, who joined"),
    "campaigns": ("ansinh.cli.campaigns", "campaigns, messages and letters, budget support"),
    "agents": ("ansinh.cli.agents", "collection agents: receipts, match, checks, commission"),
    "registry": ("ansinh.cli.registry", "people, duplicates, employers"),
    "indicators": ("ansinh.cli.indicators", "indicators and reported values"),
    "plan": ("ansinh.cli.plan", "where the year will end, what it takes, quotas"),
    "direction": ("ansinh.cli.direction", "directions and tasks, questions, scorecards, alerts"),
    "report": ("ansinh.cli.report", "the briefing, and the check of published figures"),
    "bench": ("ansinh.cli.bench", "measured against the limit of the machine"),
    "cards": ("ansinh.cli.coverage", "health insurance cards: derive, count, watch look-ups"),
    "docs": ("ansinh.cli.docs", "the reference pages, printed from the data"),
    "screenshots": ("ansinh.cli.screenshots", "pictures of the main pages"),
}


class LazyCommands(TyperGroup):
    """A table of commands: the name is known at once, the module is imported when the command is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002 - typer's own context
        """Return the names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002 - typer's own context and command
        """Return the command of a name; None for an unknown one."""
        if cmd_name not in COMMANDS:
            return None
        module, short = COMMANDS[cmd_name]
        command = typer.main.get_command(importlib.import_module(module).app)
        command.short_help = short
        return command

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - typer's own formatter
        """Write the table of commands without importing any of them."""
        formatter.write_usage(ctx.command_path, "COMMAND [ARGS]...")
        formatter.write_paragraph()
        formatter.write_text("An Sinh: the open system that runs a social insurance agency.")
        with formatter.section("Commands / Các lệnh"):
            formatter.write_dl([(name, short) for name, (_, short) in COMMANDS.items()])


run = typer.Typer(
    cls=LazyCommands,
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


@run.callback()
def ansinh() -> None:
    """An Sinh: the open system that runs a social insurance agency."""


def main() -> None:
    """Run a command; a refusal of the product is a sentence and an exit code, never a traceback."""
    try:
        run()
    except AnsinhError as refusal:
        typer.echo(f"{refusal.message.vi}\n{refusal.message.en}", err=True)
        sys.exit(refusal.exit_code)
    except Exception as error:
        told, code = explained(error)
        if told is None:
            raise
        typer.echo(f"{told.vi}\n{told.en}", err=True)
        sys.exit(code)


def explained(error: Exception) -> tuple[Text | None, int]:
    """Return what to tell whoever met `error` and the exit code; None for a fault of the program itself."""
    said = next(iter(str(error).splitlines()), type(error).__name__)
    if disk_is_full(error):
        return NO_ROOM.fill(said=said), NO_FILE if isinstance(error, OSError) else TRY_AGAIN
    records = sys.modules.get("ansinh.cli.ready")  # imported by every command that reaches the records, by no other
    if records is not None and isinstance(error, records.GONE):
        return AWAY.fill(said=said), TRY_AGAIN
    against = getattr(error.__cause__ or error, "sqlstate", None) == CHECK_VIOLATION
    if against or (records is not None and isinstance(error, records.UNFIT)):
        return (AGAINST if against else UNFIT).fill(said=said), USAGE
    if isinstance(error, OSError):
        return NO_ACCESS.fill(file=error.filename or "", said=error.strerror or said), NO_FILE
    return None, 1


if __name__ == "__main__":  # as a fault campaign calls it
    main()
