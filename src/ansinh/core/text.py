"""A sentence in the two languages of the product."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["vi", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence, Vietnamese first. Source: DESIGN section 6 (both languages wherever a person reads)."""

    vi: str
    en: str

    def to(self, language: Language) -> str:
        """Return the sentence in `language`."""
        return self.vi if language == "vi" else self.en

    def fill(self, **values: object) -> "Text":
        """Return the text with {names} replaced in both languages (a Text in its own); KeyError for a missing one."""
        vi = {name: value.vi if isinstance(value, Text) else value for name, value in values.items()}
        en = {name: value.en if isinstance(value, Text) else value for name, value in values.items()}
        return Text(self.vi.format(**vi), self.en.format(**en))
