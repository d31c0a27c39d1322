"""Words of the templates: both languages side by side, numbers as people read them, icons."""

import datetime as dt
from fractions import Fraction

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.web import speech
from ansinh.web.icons import ICONS

register = template.Library()


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
def magnitude(value: int | Fraction | None) -> int | Fraction:
    """Return a number without its sign."""
    return abs(value or 0)


@register.filter
def said(value: Text | None) -> str:
    """Return a bilingual text in the language of the request."""
    return speech.say(value) if value else ""


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
