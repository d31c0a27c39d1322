"""Findings about files: one table of codes with their sentences, and the one way to make a finding of them."""

from importlib import resources
from typing import Final, NoReturn

import yaml

from ansinh.core.finding import Finding, Place, Severity
from ansinh.core.text import Text

FILE: Final = Place()


def _load() -> dict[str, tuple[Text, Text]]:
    """Return code -> (message, mend)."""
    source = resources.files("ansinh.formats").joinpath("faults.yaml").read_text(encoding="utf-8")
    table: dict[str, list[str]] = yaml.load(source, Loader=yaml.CSafeLoader)
    return {code: (Text(vi, en), Text(mend_vi, mend_en)) for code, (vi, en, mend_vi, mend_en) in table.items()}


RULES: Final = _load()


class RefusedFileError(Exception):
    """Inside this floor only: the whole file is refused; the door turns it into its findings."""

    def __init__(self, finding: Finding) -> None:
        """Keep the finding."""
        super().__init__(finding.code)
        self.finding = finding


class UnreadableError(Exception):
    """Inside this floor only: one cell cannot be read, for the reason `code`."""

    def __init__(self, code: str) -> None:
        """Keep the code of the rule."""
        super().__init__(code)
        self.code = code


def fault(code: str, where: Place = FILE, found: object = "", **words: object) -> Finding:
    """Return the finding `code` at `where`; `words` fill its sentences. An unknown code is a KeyError."""
    message, mend = RULES[code]
    shown = _shown(found)
    names = {"found": shown, **words}
    return Finding(code, where, shown, message.fill(**names), mend.fill(**names))


def warning(code: str, where: Place = FILE, found: object = "", **words: object) -> Finding:
    """Return the same as a warning: it is shown and lets the row pass."""
    made = fault(code, where, found, **words)
    return Finding(made.code, made.where, made.found, made.message, made.mend, Severity.WARNING)


def refuse(code: str, found: object = "", **words: object) -> NoReturn:
    """Refuse the whole file: raises RefusedFileError with the finding `code`."""
    raise RefusedFileError(fault(code, FILE, found, **words))


def unreadable(code: str) -> NoReturn:
    """Give up on one cell: raises UnreadableError with the reason `code`."""
    raise UnreadableError(code)


def _shown(found: object) -> str:
    """Return what was found in a form that is safe to print: short, without control characters."""
    text = str(int(found) if isinstance(found, float) and found.is_integer() else found)  # 202110, as the cell shows it
    clean = "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in text[:120])
    return clean + ("…" if len(text) > 120 else "")
