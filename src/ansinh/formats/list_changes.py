"""The kind of change in the lists D03-TS and D05-TS: a code of its own, the note, or the section."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ansinh.core.finding import Finding, Place
from ansinh.core.text import Text
from ansinh.formats.codes import code_of
from ansinh.formats.faults import fault
from ansinh.formats.sheet.sections import Section
from ansinh.formats.sheet.table import RowReader
from ansinh.formats.words import plain

_OPENING = re.compile(r"\s*(?:\[|\()?(?:PA\s*:?\s*)?([A-Z]{2})(?:\]|\)|\s*[:;.,–-]|\s*$)")


@dataclass(frozen=True, slots=True)
class ChangeList:
    """One list of codes: code -> direction, words of a note -> code, (direction, subject) -> code, label -> code."""

    codes: Mapping[str, str]
    words: Sequence[tuple[str, str, re.Pattern[str]]]
    by_section: Mapping[tuple[str, str], str]
    labels: Mapping[str, str]

    def decide(self, section: Section, note: str, where: Place) -> str | Finding:
        """Return the code of a row without a code of its own, or the finding that says why there is none."""
        opening = _OPENING.match(note)
        if opening and opening[1] in self.codes:
            return opening[1]
        words = plain(note)
        for direction, code, pattern in self.words:
            if direction == section.direction and pattern.search(words):
                return code
        code = self.by_section.get((section.direction, section.subject), "")
        return code or _undecided(section, where, note)

    def column(self, reader: RowReader, sections: Sequence[Section]) -> list[str]:
        """Return the change of every row; "" where a finding of `reader` says why not."""
        codes, notes = reader.texts("change"), reader.texts("note")
        made = []
        for place, (section, note) in enumerate(zip(sections, notes, strict=True)):
            decided: str | Finding = code_of(codes[place], self.labels)
            if not decided:
                decided = self.decide(section, note, reader.where(place, "note"))
            elif decided not in self.codes:
                choices = ", ".join(self.codes)
                decided = fault("K-CODE", reader.where(place, "change"), decided, choices=choices)
            if isinstance(decided, Finding):
                reader.findings.append(decided)
                decided = ""
            made.append(decided)
        return made


def _undecided(section: Section, where: Place, note: str) -> Finding:
    """Return the finding that a row's kind cannot be decided."""
    why = Text("không có mã và không nằm dưới mục nào", "it has no code and stands under no section")
    if section.direction:
        why = Text(f"mục “{section.title}” không đủ rõ", f"the section “{section.title}” does not say")
    made = fault("K-NONE", where, note, why="{why}")
    message = Text(made.message.vi.replace("{why}", why.vi), made.message.en.replace("{why}", why.en))
    return Finding(made.code, made.where, made.found, message, made.mend)
