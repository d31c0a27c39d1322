"""Typst: one compiler per process and template, with the fonts of the package only."""

import datetime as dt
import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Final, Literal

import typst

# A fixed moment: the same value gives the same bytes, on every machine.
_MOMENT: Final = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


@cache
def _compiler(template: str) -> typst.Compiler:
    """Return the compiler of formats/templates/<template>.typ. Fonts are read once."""
    folder = Path(str(resources.files("ansinh.formats")))
    return typst.Compiler(
        input=str(folder / "templates" / f"{template}.typ"),
        root=str(folder),
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[str(folder / "fonts")]),
    )


def typeset(template: str, data: Mapping[str, Any], kind: Literal["pdf", "png"] = "pdf") -> list[bytes]:
    """Return the document of `template` filled with `data`: one PDF, or one PNG per page. Raises typst.TypstError."""
    made = _compiler(template).compile(
        format=kind,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=_MOMENT,
        pdf_tags=False,
        ppi=110,
    )
    return list(made) if isinstance(made, list) else [made or b""]
