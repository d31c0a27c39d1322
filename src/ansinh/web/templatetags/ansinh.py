"""Words of the templates: both languages side by side, numbers as people read them, icons."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Protocol

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ansinh.core.day_words import written_days
from ansinh.core.fund import FUND_NAMES, Fund
from ansinh.core.money import format_dong
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.claims.told import in_words
from ansinh.domain.ledger.chart import CHART_NAMES, Chart
from ansinh.domain.planning.indicators import Indicator
from ansinh.formats.document import TableColumn
from ansinh.law.explain import cited
from ansinh.law.value_files import load
from ansinh.web import speech, words
from ansinh.web.icons import ICONS
from ansinh.web.viewer import FUNCTION_NAMES

register = template.Library()


class Spanned(Protocol):
    """Something that holds for months `first` <= month < `end` (Month.number)."""

    first: int
    end: int


@register.simple_tag
def t(vi: str, en: str, **values: object) -> SafeString:
    """Return the sentence in the language of the request; {names} are filled in and escaped."""
    return format_html(vi if speech.language() == "vi" else en, **values) if values else _literal(vi, en)


def _literal(vi: str, en: str) -> SafeString:
    # Both come from a template of ours, so their markup is ours too.
    return SafeString(vi if speech.language() == "vi" else en)


@register.simple_tag
def icon(name: str) -> SafeString:
    """Return a line icon; it is decoration, so readers of the page aloud skip it."""
    return format_html(
        '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" '
        'stroke-linejoin="round" aria-hidden="true"><path d="{}"/></svg>',
        ICONS[name],
    )


@register.simple_tag
def why(office: str, code: str, period: Month) -> str:
    """Return the address of the page that opens a figure."""
    return f"{reverse('figure', args=[office, code])}?period={period}"


@register.filter
def magnitude(value: int | Fraction | None) -> Fraction:
    """Return a number without its sign."""
    return Fraction(0) if value is None else abs(Fraction(value))


@register.filter
def said(value: Text | None) -> str:
    """Return a bilingual text in the language of the request."""
    return speech.say(value) if value else ""


@register.filter
def days(text: str) -> str:
    """Return a sentence with its days as people write them: 2021-12-30 is 30/12/2021."""
    return written_days(str(text))


@register.filter
def law(citation: str) -> str:
    """Return a citation in the language of the request: art. 86(1) is Điều 86(1)."""
    return cited(citation, speech.language())


@register.filter
def num(value: int | Fraction | None, places: int = 0) -> str:
    """Return a number with the separators of the language."""
    return "" if value is None else speech.numerals().decimal(Fraction(value), places)


@register.filter
def signed(value: int | Fraction | None, places: int = 0) -> str:
    """Return a number with its sign."""
    return "" if value is None else speech.numerals().decimal(Fraction(value), places, sign=True)


@register.filter
def pct(value: int | Fraction | None, places: int = 1) -> str:
    """Return a percentage."""
    return "" if value is None else speech.numerals().percent(Fraction(value), places)


@register.filter
def share(value: int | Fraction | None, places: int = 1) -> str:
    """Return a share of a plan, which never pretends to be 100 %."""
    return "" if value is None else speech.numerals().share(Fraction(value), places)


@register.filter
def signed_pct(value: int | Fraction | None, places: int = 1) -> str:
    """Return a percentage with its sign."""
    return "" if value is None else speech.numerals().percent(Fraction(value), places, sign=True)


@register.filter
def money(value: int | Fraction | None) -> str:
    """Return dong the way they are said aloud, in billions or millions."""
    return "" if value is None else speech.numerals().money(Fraction(value))


@register.filter
def bn(value: int | Fraction | None, places: int = 1) -> str:
    """Return billions of dong without the word."""
    return speech.billions(value, places)


@register.filter
def day(value: dt.date | None) -> str:
    """Return a day, 31/10/2021."""
    return speech.day(value)


@register.filter
def month(value: Month | dt.date | None) -> str:
    """Return a month, 10/2021."""
    return speech.month(value)


@register.filter
def moment(value: dt.datetime | None) -> str:
    """Return a moment in local time, 03/11/2021 08:12."""
    return value.astimezone().strftime("%d/%m/%Y %H:%M") if value else ""


@register.filter
def hundredths(value: int | None) -> str:
    """Return an amount in hundredths of a dong as dong, two decimals where there are any."""
    if value is None:
        return "–"
    whole, rest = divmod(value, 100)
    return format_dong(whole) + (f",{rest:02d}" if rest else "")


@register.filter
def dong(value: int | None) -> str:
    """Return dong in full with separators, a dash for nothing."""
    return "–" if not value else speech.numerals().decimal(value)


@register.filter
def fund(number: int) -> str:
    """Return the name of a fund."""
    return speech.say(FUND_NAMES[Fund(number)])


@register.filter
def fund_short(number: int) -> str:
    """Return the short name of a fund, for tables."""
    return speech.say(words.FUND_SHORT[number])


@register.filter
def chart_name(number: int) -> str:
    """Return the name of an account of the books."""
    return speech.say(CHART_NAMES[Chart(number)])


@register.simple_tag
def tagged(table: str, code: str | int | None) -> SafeString:
    """Return the tag of a code: its words on their tone."""
    known: dict[str | int, words.Tagged] = getattr(words, table)
    if code is None or code not in known:
        return SafeString("")
    text, tone = known[code]
    return format_html('<span class="tag {}">{}</span>', tone, speech.say(text))


@register.simple_tag
def word(table: str, code: str | int | None) -> str:
    """Return a code in words; an unknown one as it is."""
    known: dict[str | int, Text] = getattr(words, table)
    return speech.say(known[code]) if code in known else str(code or "")


@register.simple_tag(takes_context=True)
def with_query(context: template.Context, **values: object) -> str:
    """Return the query of the address with some values replaced (empty ones left out), for links of a list."""
    query = context["request"].GET.copy()
    for name, value in values.items():
        query[name] = "" if value is None else str(value)
    for name in [name for name, value in query.items() if not value]:
        del query[name]
    return f"?{query.urlencode()}" if query else "?"


@register.filter
def before_month(end: dt.date) -> str:
    """Return the last month before `end`, the first day after a period."""
    return speech.month(Month.containing(end).plus(-1))


@register.filter
def coefficient(value: int | None) -> str:
    """Return a coefficient kept in ten-thousandths."""
    return "" if value is None else speech.numerals().decimal(Fraction(value, 10_000), 4)


@register.filter
def of(table: Mapping[str, object], key: str) -> object:
    """Return what a table holds under a key that a variable names."""
    return table.get(key)


@register.filter
def minus(value: Fraction | int, other: Fraction | int) -> Fraction:
    """Return a difference, exactly."""
    return Fraction(value) - Fraction(other)


@register.simple_tag
def document_cell(cell: str | int | Fraction | None, columns: Sequence[TableColumn], at: int) -> SafeString:
    """Return one cell of a document's table: text at the left, numbers at the right, a dash for nothing."""
    if isinstance(cell, str):
        return format_html('<td class="t">{}</td>', cell)
    places = columns[at].places or 0
    return format_html('<td class="num">{}</td>', "–" if cell is None else speech.numerals().decimal(cell, places))


@register.filter
def purpose(kept: str) -> str:
    """Return why a record was read, in words; one without words stays as it was written down."""
    word, _, rest = kept.partition(" ")
    if kept.startswith("explain"):
        return speech.say(Text(f"mở bước tính tháng {rest[-7:]}", f"opened the steps of {rest[-7:]}"))
    if word not in words.READ_PURPOSE:
        return kept
    return f"{speech.say(words.READ_PURPOSE[word])} {rest if rest[:1].isdigit() else ''}".strip()


_STAMP = re.compile(r"(\d{4})-(\d{2})-(\d{2}) (\d{2}:\d{2}):\d{2}(?:\.\d+)?")
_PLACE = re.compile(r"(XML\d+|envelope)(?:\[(\d+)\])?(?:\.(.*))?")


@register.filter
def claim_place(place: str) -> str:
    """Return where a claim was found wrong as people say it: XML3[4].MA_DICH_VU is its table, line and field."""
    found = _PLACE.fullmatch(place)
    if found is None or found[1] not in words.CLAIM_TABLE:
        return place
    line = f" {speech.say(Text('dòng', 'line'))} {found[2]}" if found[2] else ""
    return f"{speech.say(words.CLAIM_TABLE[found[1]])}{line}{' · ' + found[3] if found[3] else ''}"


@register.filter
def readable(found: str) -> str:
    """Return a value found in a claim with its amounts, days and hours as people write them."""
    return written_days(_STAMP.sub(r"\3/\2/\1 \4", speech.say(in_words(str(found)))))


@register.filter
def months(span: Spanned) -> str:
    """Return the months of a stretch, first to last: 08/2019 – 10/2021."""
    return f"{speech.month(Month(span.first))} – {speech.month(Month(span.end - 1))}"


@register.filter
def weight(value: float) -> str:
    """Return the weight of evidence (log2 of odds) with its sign and one decimal."""
    return speech.numerals().decimal(Fraction(str(value)), 1, sign=True)


@register.simple_tag
def function_name(code: str) -> str:
    """Return a function in words; an unknown one as it is."""
    return speech.say(FUNCTION_NAMES[code]) if code in FUNCTION_NAMES else code


@register.filter
def last_day(end: dt.date | None) -> str:
    """Return the last day before `end`, the first day after a period; nothing for an open one."""
    return speech.day(end - dt.timedelta(days=1)) if end else ""


@register.filter
def is_past(end: dt.date | None, today: dt.date) -> bool:
    """Return whether a period with this end (not included) is over on `today`."""
    return end is not None and end <= today


@register.simple_tag
def law_label(key: str) -> str:
    """Return the name of a parameter of the law; its key where the law no longer has it."""
    known = load().parameters.get(key)
    return speech.say(known.label) if known else key


@register.filter
def whole(value: int | Fraction | None, indicator: Indicator) -> str:
    """Return a figure of an indicator for a table: people as they are, dong in millions, rates in per cent."""
    if value is None:
        return "–"
    if indicator.is_rate:
        return speech.numerals().percent(Fraction(value))
    return speech.numerals().millions(Fraction(value)) if indicator.is_money else num(value)


@register.filter
def figure(row: Mapping[str, str], indicator: Indicator) -> str:
    """Return a figure kept as text with its indicator's unit: dong as they are said, rates in per cent."""
    value = Fraction(row["value"])
    if indicator.is_rate:
        return speech.numerals().percent(value)
    return money(value) if indicator.is_money else num(value)


@register.filter
def unit(value: int | Fraction | None, name: str) -> str:
    """Return a figure of an alert in its unit: dong as they are said, per cent with the sign, else the number."""
    if value is None:
        return ""
    if name == "vnd":
        return money(value)
    return pct(value, 2) if name == "percent" else num(value, 2)
