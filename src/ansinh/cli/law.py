"""`ansinh law`: run worked cases, explain an amount. No Django, no database."""

import importlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, get_args

import typer
from typer.core import TyperGroup

from ansinh.cli.cases.answer import Answer
from ansinh.cli.cases.given import GivenError
from ansinh.cli.cases.names import REASONS, REPEATED, output_steps
from ansinh.cli.cases.operations import OPERATIONS
from ansinh.cli.cases.runner import FileFault, Verdict, answer_of, run_file
from ansinh.core.errors import AnsinhError
from ansinh.core.text import Language, Text
from ansinh.law.explain import Explanation, Step, cited, lines
from ansinh.law.value_files import load
from ansinh.law.values import Values


class WithWhatIf(TyperGroup):
    """The commands of the law, and `what-if`, which alone needs the records and is imported when it is called."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401 - typer's own context
        """Return the names."""
        return [*super().list_commands(ctx), "what-if"]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401 - typer's own context and command
        """Return the command of a name; None for an unknown one."""
        if cmd_name != "what-if":
            return super().get_command(ctx, cmd_name)
        command = typer.main.get_command(importlib.import_module("ansinh.cli.what_if").app)
        command.name = cmd_name
        return command


app = typer.Typer(
    cls=WithWhatIf,
    help="The law: worked cases and explanations / Luật: ví dụ tính và giải thích.",
    no_args_is_help=True,
)


@app.command()
def cases(
    files: Annotated[list[Path], typer.Argument(help="files of the form ansinh-cases/1")],
    op: Annotated[str, typer.Option(help="only this operation")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON object")] = False,
) -> None:
    """Run worked cases; exit 0 only if every binding case is met to the dong."""
    values = load()
    found = [item for file in files for item in run_file(file, values, only=op)]
    verdicts = [item for item in found if isinstance(item, Verdict)]
    faults = [item for item in found if isinstance(item, FileFault)]
    binding = [verdict for verdict in verdicts if verdict.binding]
    if as_json:
        typer.echo(json.dumps(_report(verdicts, binding, faults), ensure_ascii=False, indent=1))
    else:
        _print(verdicts, binding, faults)
    raise typer.Exit(0 if not faults and all(verdict.passed for verdict in binding) else 1)


def _report(verdicts: Sequence[Verdict], binding: Sequence[Verdict], faults: Sequence[FileFault]) -> dict[str, Any]:
    """Return the JSON report: totals of binding cases, failures, shown ones, inputs nobody read, broken files."""
    failed = [verdict for verdict in binding if not verdict.passed]
    return {
        "total": len(binding),
        "passed": len(binding) - len(failed),
        "failed": [_as_data(verdict) for verdict in failed],
        "shown": [_as_data(verdict) | {"passed": verdict.passed} for verdict in verdicts if not verdict.binding],
        "unread": [{"id": verdict.case_id, "inputs": verdict.unread} for verdict in verdicts if verdict.unread],
        "files": [{"file": fault.file, "message": fault.message.en} for fault in faults],
    }


def _as_data(verdict: Verdict) -> dict[str, Any]:
    return {"id": verdict.case_id, "op": verdict.op, "expected": verdict.expected, "got": verdict.got}


def _print(verdicts: Sequence[Verdict], binding: Sequence[Verdict], faults: Sequence[FileFault]) -> None:
    """Print failures and shown cases, then the count."""
    for fault in faults:
        typer.echo(f"✗ {fault.file}: {fault.message.en} / {fault.message.vi}")
    for verdict in verdicts:
        if verdict.unread:
            typer.echo(f"! {verdict.case_id} {verdict.op}: không đọc / not read: {', '.join(verdict.unread)}")
        if not verdict.binding:
            typer.echo(f"· {verdict.case_id} {verdict.op} (shown) {'as expected' if verdict.passed else verdict.got}")
        elif not verdict.passed:
            typer.echo(f"✗ {verdict.case_id} {verdict.op}: {verdict.title}")
            typer.echo(f"    expected {json.dumps(verdict.expected, ensure_ascii=False)}")
            typer.echo(f"    got      {json.dumps(verdict.got, ensure_ascii=False, default=str)}")
    passed = sum(verdict.passed for verdict in binding)
    typer.echo(f"{passed} of {len(binding)} binding cases met to the dong")


@app.command()
def explain(
    op: Annotated[str, typer.Argument(help="operation, as in the cases")],
    inputs: Annotated[str, typer.Option(help="JSON, @FILE, or - for standard input")],
    at: Annotated[str, typer.Option(help="the day whose law applies, YYYY-MM-DD")] = "",
    lang: Annotated[str, typer.Option(help="vi or en")] = "vi",
) -> None:
    """Print the steps, articles and dated values behind an amount."""
    if lang not in get_args(Language):
        typer.echo(f"--lang: vi, en (không phải / not {lang!r})", err=True)
        raise typer.Exit(2)
    language: Language = "en" if lang == "en" else "vi"
    values = load().tracing()
    try:
        answer = answer_of(op, at or None, _read(inputs), values)
    except GivenError as error:
        typer.echo(error.message.to(language), err=True)
        raise typer.Exit(2) from error
    except AnsinhError as error:
        typer.echo(error.message.to(language), err=True)
        raise typer.Exit(error.exit_code) from error
    typer.echo(f"{op} · {cited(OPERATIONS[op].article, language)}")
    for line in lines(told(answer, values, op), language):
        typer.echo(line)


FIRST_PERSON = Step(
    Text("Cách tính của người thứ nhất trong danh sách", "How the first person of the list was reckoned"),
    Text("xem các dòng sau", "see the next lines"),
)
ALSO = ("si", "ui", "hi_due", "counts_si", "counts_ui", "card_active", "rule")  # what a story leaves out


def told(answer: Answer, values: Values, op: str = "") -> Explanation:
    """Return the function's own explanation, or its arithmetic and every output by name that it has not told yet."""
    if answer.told is not None and "people" in answer.outputs:
        return Explanation((*output_steps(answer.outputs, op), FIRST_PERSON, *answer.told.steps), answer.told.values)
    if answer.told is not None:
        also = {key: value for key, value in answer.outputs.items() if key in ALSO and not isinstance(value, dict)}
        more = output_steps(also, op)
        return Explanation((*answer.told.steps, *more), answer.told.values)
    known = {(step.name, step.result) for step in answer.steps}
    known |= {(name, Text(shown, shown)) for name, shown in known if isinstance(shown, str)}
    said = {result for _, result in known}
    left = {
        key: step
        for key, step in zip(answer.outputs, output_steps(answer.outputs, op), strict=True)
        if (step.name, step.result) not in known and not (key in REPEATED and step.result in said)
    }
    more = tuple(step for key, step in left.items() if key not in REASONS or answer.outputs[key] is not None)
    return Explanation((*answer.steps, *more), tuple(values.used()))


def _read(inputs: str) -> dict[str, Any]:
    """Return the inputs from the argument, a file or standard input; GivenError with its place."""
    text = sys.stdin.read() if inputs == "-" else inputs
    try:
        body = json.loads(Path(inputs[1:]).read_text(encoding="utf-8") if inputs.startswith("@") else text)
    except (OSError, ValueError, RecursionError) as error:
        raise GivenError("--inputs", "JSON", str(error)) from error
    if not isinstance(body, dict):
        raise GivenError("--inputs", "a JSON object", body)
    return body
