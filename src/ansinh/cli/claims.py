"""`ansinh claims`: check a claim before it is sent, assess a folder of them. No database, the agency's own engine."""

import datetime as dt
import json
import time
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from ansinh.cli import show
from ansinh.cli.options import Tongue
from ansinh.core.text import Language, Text
from ansinh.domain.claims.assess import Assessment, assess
from ansinh.domain.claims.batch import batch_of
from ansinh.domain.claims.catalogue import Weight, rules
from ansinh.domain.claims.list_checks import ReadList, check_list
from ansinh.domain.claims.list_columns import shapes
from ansinh.domain.claims.lists import Lists
from ansinh.domain.claims.outliers import outliers
from ansinh.formats.claims_lists import read_lists
from ansinh.formats.claims_plain import Plain
from ansinh.formats.claims_source import Intake, read_sources
from ansinh.formats.limits import comment_limited, read_limited

app = typer.Typer(help="Medical claims / Hồ sơ khám chữa bệnh BHYT.", no_args_is_help=True)
SHOWN = 200
MARKS = {Weight.REJECT: "✗", Weight.REDUCE: "−", Weight.WARN: "?"}
SUMMED = Text(
    "{visits} hồ sơ; đề nghị {claimed} đ, chấp nhận {accepted} đ, giảm {reduced} đ; {findings} phát hiện",
    "{visits} records; claimed {claimed} dong, accepted {accepted}, cut {reduced}; {findings} findings",
)
SKIPPED = Text("Chưa kiểm tra vì thiếu danh mục: {codes}", "Not checked, lists are missing: {codes}")
UNREAD = Text("Không đọc được, đã giữ lại: {name} ({found})", "Could not be read, kept: {name} ({found})")


@app.command()
def check(
    files: Annotated[list[Path], typer.Argument(exists=True, help="XML files, zip archives, folders")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON object")] = False,
    lists: Annotated[Path | None, typer.Option(exists=True, help="folder of approved lists (CSV)")] = None,
    at: Annotated[str, typer.Option(help="moment of receipt, YYYY-MM-DDTHH:MM")] = "",
    lang: Tongue = "vi",
) -> None:
    """Check claims as the agency will; exit 1 if a record would be returned or cut."""
    intake = Intake(quick=Plain())
    records = list(read_sources(files, intake))
    known = _lists(lists, lang) if lists else Lists()
    judged = assess(batch_of(records), known, now=_moment(at))
    report = report_of(judged, intake, lang)
    if as_json:
        typer.echo(json.dumps(report, ensure_ascii=False, indent=1))
    else:
        _print(report, lang)
    raise typer.Exit(1 if intake.faults or any(state in {"refused", "reduced"} for state in _states(judged)) else 0)


@app.command("assess")
def assess_folder(
    folder: Annotated[Path, typer.Argument(exists=True, file_okay=False, help="claims, with lists/ beside them")],
    *,
    truth: Annotated[
        Path | None, typer.Option(exists=True, help="planted faults (JSON): print precision and recall")
    ] = None,
    at: Annotated[str, typer.Option(help="moment of receipt, YYYY-MM-DDTHH:MM")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON object")] = False,
    lang: Tongue = "vi",
) -> None:
    """Assess a folder of claims whole, across records and against its lists; compare with what was planted."""
    began = time.perf_counter()
    intake = Intake(quick=Plain())
    known = _lists(folder / "lists", lang)
    planted = truth or folder / "truth.json"
    told = json.loads(planted.read_text(encoding="utf-8")) if planted.exists() else {}
    judged = assess(batch_of(read_sources([folder], intake)), known, now=_moment(at or told.get("at", "")))
    report = report_of(judged, intake, lang)
    if told:
        report["planted"] = compare(judged, intake, told["planted"])
    report["seconds"] = round(time.perf_counter() - began, 3)
    if as_json:
        typer.echo(json.dumps(report, ensure_ascii=False, indent=1))
    else:
        _print(report, lang)
        typer.echo(json.dumps(report.get("planted", {}), ensure_ascii=False, indent=1))
    if told and (report["planted"]["missed"] or report["planted"]["beside"]):
        raise typer.Exit(1)


@app.command("list")
def check_list_file(
    name: Annotated[str, typer.Argument(help="services, drugs, supplies, staff, machines, departments ...")],
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="XLSX or CSV after the form")],
    *,
    facility: Annotated[str, typer.Option(help="code of the facility it is of")] = "",
    comments: Annotated[Path | None, typer.Option(help="write the same workbook with comments here")] = None,
    lang: Tongue = "vi",
) -> None:
    """Check an approved list before it is sent, as the agency will; exit 1 if something must be mended. No database."""
    if name not in shapes():
        typer.echo(", ".join(shapes()))
        raise typer.Exit(2)
    data = file.read_bytes()
    read = read_limited("list", data, name=file.name)
    table = ReadList(read.sheet, read.first, read.headings, read.rows)
    findings = read.findings or check_list(shapes()[name], table, facility).findings
    show.print_findings(findings, lang)
    if comments is not None:
        comments.write_bytes(comment_limited(data, findings, language=lang))
    raise typer.Exit(1 if any(found.stops for found in findings) else 0)


@app.command("rules")
def show_rules(
    *,
    folder: Annotated[
        Path | None, typer.Option(exists=True, file_okay=False, help="assessed claims with truth.json: what was found")
    ] = None,
    lang: Tongue = "vi",
) -> None:
    """Print the catalogue; with a folder of planted faults: how often each was planted, found there, found beside."""
    counted = _counted(folder) if folder else {}
    table = Table("", "rule", "title", *(("planted", "found", "beside") if folder else ()), "needs", "base")
    for code, rule in rules().items():
        counts = [str(counted[kind][code]) for kind in ("planted", "found", "beside")] if folder else []
        table.add_row(MARKS[rule.weight], code, rule.title.to(lang), *counts, " ".join(rule.needs), rule.base)
    Console(width=180).print(table)
    raise typer.Exit(1 if folder and (counted["planted"] != counted["found"] or counted["beside"]) else 0)


def _counted(folder: Path) -> dict[str, Counter[str]]:
    """Return how often each rule was planted, found where it was planted, and found where it was not."""
    told = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    intake = Intake(quick=Plain())
    known, _ = read_lists(folder / "lists")
    judged = assess(batch_of(read_sources([folder], intake)), known, now=_moment(told["at"]))
    compared = compare(judged, intake, told["planted"])
    planted = Counter(rule for listed in told["planted"].values() for rule in listed)
    return {
        "planted": planted,
        "found": planted - Counter(rule for _, rule in compared["missed"]),
        "beside": Counter(rule for _, rule in compared["beside"]),
    }


def _lists(folder: Path, lang: Language) -> Lists:
    """Return the lists of a folder; a broken list ends the command with what to mend."""
    known, findings = read_lists(folder)
    show.print_findings(findings, lang)
    if findings:
        raise typer.Exit(2)
    return known


def _moment(at: str) -> dt.datetime:
    """Return the moment of receipt: as told, else now."""
    return show.moment_of(at) if at else dt.datetime.now().replace(second=0, microsecond=0)  # noqa: DTZ005 - claims carry local time without zone


def _states(judged: Assessment) -> list[str]:
    """Return the states of the records."""
    states: list[str] = judged.outcome.visits["state"].to_list()
    return states


def findings_of(judged: Assessment, language: Language) -> Iterator[dict[str, Any]]:
    """Yield every finding as a person reads it: where, what, why, how to mend."""
    heads = judged.frames.batch.records
    episodes = dict(judged.frames.visits.select("visit", "episode").iter_rows())
    for row in judged.findings.iter_rows(named=True):
        rule = rules()[row["rule"]]
        yield {
            "file": heads["file"][row["visit"]], "record": heads["position"][row["visit"]],
            "MA_LK": episodes.get(row["visit"]), "rule": rule.code, "severity": rule.weight.value,
            "table": row["table"], "row": row["row"], "field": row["field"], "found": row["found"],
            "title": rule.title.to(language), "message": rule.says.to(language), "mend": rule.mend.to(language),
            "base": rule.base, "public": rule.public,
        }  # fmt: skip


def dong(cents: int) -> str:
    """Return hundredths of a dong as a decimal text."""
    return f"{cents // 100}" + (f".{cents % 100:02d}" if cents % 100 else "")


def report_of(judged: Assessment, intake: Intake, language: Language) -> dict[str, Any]:
    """Return the whole report as JSON can hold it."""
    visits = judged.outcome.visits
    totals = {name: int(visits[name].sum()) for name in ("claimed", "accepted", "reduced")}
    episodes = dict(judged.frames.visits.select("visit", "episode").iter_rows())
    return {
        "records": len(judged.frames.batch),
        "totals": {name: dong(amount) for name, amount in totals.items()},
        "visits": [
            {"MA_LK": episodes.get(row["visit"]), "state": row["state"], "rules": row["rules"] or [],
             "claimed": dong(row["claimed"]), "accepted": dong(row["accepted"]), "reduced": dong(row["reduced"])}
            for row in visits.iter_rows(named=True)
        ],
        "lines": [
            {"MA_LK": episodes.get(row["visit"]), "table": row["table"], "row": row["row"], "state": row["state"],
             "rule": row["rule"], "claimed": dong(row["claimed"]), "accepted": dong(row["accepted"])}
            for row in judged.outcome.lines.iter_rows(named=True) if row["state"] != "accepted"
        ],
        "findings": list(findings_of(judged, language)),
        "statements": judged.statements.to_dicts(),
        "outliers": [
            {"MA_LK": episodes.get(one.visit), "points": one.points, "why": [text.to(language) for text in one.reasons]}
            for one in outliers(judged.frames.visits, judged.frames.lines)
        ],
        "unread": [{"file": name, "rule": fault.rule, "found": fault.found} for name, fault in intake.faults],
        "not_checked": [rule.code for rule in judged.not_checked],
    }  # fmt: skip


def _print(report: dict[str, Any], language: Language) -> None:
    """Print findings, then totals, then what was not read or not checked."""
    table = Table("", "MA_LK", "rule", "where", "found", "")
    for found in islice(report["findings"], SHOWN):
        where = f"{found['table']}[{found['row'] or ''}].{found['field']}"
        mark = MARKS[Weight(found["severity"])]
        table.add_row(mark, found["MA_LK"] or found["file"], found["rule"], where, found["found"], found["title"])
    if report["findings"]:
        Console(width=160).print(table)
    for unread in report["unread"]:
        typer.echo(UNREAD.fill(name=unread["file"], found=unread["found"]).to(language))
    typer.echo(SUMMED.fill(visits=report["records"], findings=len(report["findings"]), **report["totals"]).to(language))
    if report["not_checked"]:
        typer.echo(SKIPPED.fill(codes=", ".join(report["not_checked"])).to(language))


def compare(judged: Assessment, intake: Intake, planted: dict[str, list[str]]) -> dict[str, Any]:
    """Compare findings with `planted` (MA_LK, file or facility -> rules): precision, recall, missed, found beside."""
    episodes = dict(judged.frames.visits.select("visit", "episode").iter_rows())
    files = judged.frames.batch.records["file"].to_list()
    got = {(episodes.get(row["visit"]) or Path(files[row["visit"]]).name, row["rule"])
           for row in judged.findings.select("visit", "rule").iter_rows(named=True)}  # fmt: skip
    got |= {(name, fault.rule) for name, fault in intake.faults}
    got |= {
        (episodes.get(row["visit"]) or row["facility"], row["rule"]) for row in judged.statements.iter_rows(named=True)
    }
    wanted = {(key, rule) for key, listed in planted.items() for rule in listed}
    hit = got & wanted
    return {
        "planted": len(wanted), "found": len(got), "rules": len({rule for _, rule in wanted}),
        "precision": f"{len(hit)}/{len(got)}", "recall": f"{len(hit)}/{len(wanted)}",
        "missed": sorted(map(list, wanted - got)), "beside": sorted(map(list, got - wanted)),
    }  # fmt: skip
