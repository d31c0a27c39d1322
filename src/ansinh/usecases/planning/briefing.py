"""The briefing of an office and month as a document: Markdown, HTML, PDF, XLSX or JSON."""

import datetime as dt
import json
from typing import Literal

from ansinh.core.period import Month
from ansinh.core.text import Language
from ansinh.domain.planning import standings_answer
from ansinh.domain.planning.briefing import briefing, tree, weekly
from ansinh.domain.planning.doing import Doing
from ansinh.domain.planning.situation import Situation
from ansinh.formats import document as formats
from ansinh.formats.document_write import write_document
from ansinh.usecases.planning.doings import monday_of, of_month, of_week
from ansinh.usecases.planning.situations import situation

Format = Literal["md", "html", "pdf", "xlsx", "json"]
FORMATS: tuple[Format, ...] = ("md", "html", "pdf", "xlsx", "json")


def write_briefing(office_code: str, month: Month, form: Format, language: Language) -> bytes:
    """Return the briefing of the office and month; MissingError without such an office.

    JSON carries, beside the document, every figure with its denominator, plan and comparators (`figures`).
    """
    here = situation(office_code, month)
    content = write_document(document(here, language, of_month(office_code, month)), form)
    return _with_figures(content, here) if form == "json" else content


def write_week(office_code: str, week: str, form: Format, language: Language) -> bytes:
    """Return the sheet of an office for a week written 2021-W44; RefusedError for a week that is none."""
    return write_document(week_document(office_code, monday_of(week), language), form)


def month_document(office_code: str, month: Month, language: Language) -> formats.Document:
    """Return the briefing of the office and month as a document."""
    return document(situation(office_code, month), language, of_month(office_code, month))


def week_document(office_code: str, monday: dt.date, language: Language) -> formats.Document:
    """Return the sheet of the week from `monday` as a document; figures of the month before it count as done."""
    month = Month.containing(monday).plus(-1)
    here = situation(office_code, month, with_children=False)
    return _document(weekly(here, language, of_week(office_code, month, monday)), language)


def document(here: Situation, language: Language, doing: Doing | None = None) -> formats.Document:
    """Return the briefing as a document of the formats floor."""
    return _document(briefing(here, language, doing), language)


def _document(made: tree.Briefing, language: Language) -> formats.Document:
    """Return a briefing or sheet in the words of the formats floor."""
    return formats.Document(
        key=made.key,
        title=made.title,
        about=made.about,
        language=language,
        sections=tuple(formats.Section(part.heading, tuple(_block(one) for one in part.blocks)) for part in made.parts),
        footer=made.footer,
    )


def _block(block: tree.Block) -> formats.Block:
    """Return one block in the words of the formats floor."""
    if isinstance(block, tree.Say):
        return formats.Paragraph(block.text, block.lead, block.tone)
    if isinstance(block, tree.KeyFigures):
        return formats.Figures(tuple(formats.Figure(one.label, one.value, one.note, one.tone) for one in block.items))
    if isinstance(block, tree.Table):
        columns = tuple(formats.TableColumn(one.heading, one.places, one.unit) for one in block.columns)
        return formats.DocumentTable(block.title, columns, block.rows, block.note, block.strong)
    series = tuple(formats.Series(one.name, one.values) for one in block.lines)
    return formats.Chart(block.kind, block.title, block.labels, series, block.unit, block.note, block.places)


def _with_figures(content: bytes, here: Situation) -> bytes:
    """Return the JSON document with the figures behind it."""
    whole = json.loads(content) | {"figures": standings_answer.answer(here)}
    return json.dumps(whole, ensure_ascii=False, indent=2).encode()
