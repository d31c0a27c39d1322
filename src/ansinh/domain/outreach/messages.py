"""Messages and letters from dated templates; how many short messages a text takes. Nothing here sends anything."""

import datetime as dt
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

from ansinh.core.errors import MissingError, UnknownValueError
from ansinh.core.text import Language, Text

# The alphabet of GSM 03.38: 160 signs a message (153 each in several); any other sign makes it 70 (67).
GSM: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_TWICE: Final = frozenset("^{}\\[~]|€")
PURPOSES: Final[Mapping[str, Text]] = {
    "notice": Text("Thông báo theo nhiệm vụ", "Notice of duty"),
    "promotion": Text("Vận động (cần đồng ý)", "Promotion (needs consent)"),
}
_NONE = Text("Không có mẫu {code}.", "There is no template {code}.")
_EARLY = Text("Mẫu {code} chưa có ngày {day}; có từ {first}.", "Template {code} holds from {first}, not on {day}.")


@dataclass(frozen=True, slots=True)
class Template:
    """One template: what it is for, whether it needs consent, and its wording in force on a day."""

    code: str
    name: Text
    fits: frozenset[str]
    purpose: str
    since: dt.date
    message: Text
    letter: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Size:
    """How long a message is: signs, short messages it takes, whether it has signs beyond the plain alphabet."""

    signs: int
    parts: int
    unicode: bool


def size_of(text: str) -> Size:
    """Return the size of a message (GSM 03.38 and UCS-2; a sign beyond the first plane counts twice)."""
    if all(sign in GSM or sign in GSM_TWICE for sign in text):
        signs = sum(2 if sign in GSM_TWICE else 1 for sign in text)
        return Size(signs, 1 if signs <= 160 else -(-signs // 153), unicode=False)
    signs = len(text.encode("utf-16-be")) // 2
    return Size(signs, 1 if signs <= 70 else -(-signs // 67), unicode=True)


def plain_letters(text: str) -> str:
    """Return a text without Vietnamese accents, as short messages carry it: Đỗ Thị Lan becomes Do Thi Lan."""
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return unicodedata.normalize("NFC", "".join(sign for sign in bare if not unicodedata.combining(sign)))


def worded(text: str, channel: str) -> str:
    """Return a filled text as a channel carries it: an SMS without accents, anything else as it is written."""
    return plain_letters(text) if channel == "sms" else text


def template(code: str, day: dt.date) -> Template:
    """Return a template as it is worded on `day`; MissingError for none, UnknownValueError before its first day."""
    one = _read().get(code)
    if one is None:
        raise MissingError(_NONE.fill(code=code))
    versions = [(dt.date.fromisoformat(each["since"]), each) for each in one["versions"]]
    held = [(since, each) for since, each in versions if since <= day]
    if not held:
        raise UnknownValueError(_EARLY.fill(code=code, day=day, first=versions[0][0]))
    since, version = max(held, key=lambda pair: pair[0])
    letter = tuple(Text(vi, en) for vi, en in zip(version["letter"]["vi"], version["letter"]["en"], strict=True))
    name, message = Text(one["vi"], one["en"]), Text(**version["message"])
    return Template(code, name, frozenset(one["for"]), one["purpose"], since, message, letter)


def templates(day: dt.date, kind: str = "") -> list[Template]:
    """Return the templates in force on `day`, only those that fit a reason of prospects where one is given."""
    begun = [code for code, one in _read().items() if dt.date.fromisoformat(one["versions"][0]["since"]) <= day]
    return [one for one in (template(code, day) for code in begun) if not kind or kind in one.fits]


def fill(text: Text, language: Language, words: Mapping[str, str]) -> str:
    """Return a text of a template with its words (name, office, day, until); a KeyError for one that is missing."""
    return text.to(language).format_map(dict(words))


@cache
def _read() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(
        files("ansinh.domain.outreach").joinpath("messages.yaml").read_text(encoding="utf-8")
    )
    return data
