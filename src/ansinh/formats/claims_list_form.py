"""The form of a list as a workbook: the official headings on the first sheet, what each column is on the second."""

from collections.abc import Sequence

from ansinh.domain.claims.list_checks import EXAMPLES
from ansinh.domain.claims.list_columns import ListShape
from ansinh.formats.sheet.write import Tab, Written, write_book


def write_list_form(shape: ListShape, rows: Sequence[Sequence[Written]] = ()) -> bytes:
    """Return the workbook of a list, filled with `rows` (in the order of its columns) where some stand already."""
    headings: list[Written] = [column.heading for column in shape.columns]
    styles = {(0, place): "heading" for place in range(len(headings))}
    first = Tab(
        shape.code, [headings, *rows], styles=styles, column_styles=dict.fromkeys(range(len(headings)), "text"),
        styled_from=1, widths=dict.fromkeys(range(len(headings)), 22.0), frozen_rows=1,
    )  # fmt: skip
    said: list[Sequence[Written]] = [["Cột", "Nội dung", "Content", "Ví dụ / Example", "Bắt buộc / Needed"]]
    said += [
        [column.heading, column.title.vi, column.title.en, EXAMPLES[column.kind], "x" if column.needed else ""]
        for column in shape.columns
    ]
    words = Tab(
        "Hướng dẫn", said, styles={(0, place): "heading" for place in range(5)},
        widths={0: 22, 1: 60, 2: 60, 3: 22, 4: 16}, frozen_rows=1,
    )  # fmt: skip
    return write_book([first, words])
