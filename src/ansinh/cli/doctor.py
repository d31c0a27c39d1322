"""`ansinh doctor`: what this machine lacks, and how to mend it."""

from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.table import Table

from ansinh.core.text import Text
from ansinh.jobs.doctor import look_at_all

app = typer.Typer(help="What is missing / Kiểm tra máy.")
Lang = Literal["vi", "en"]
HEAD = (Text("", ""), Text("Mục", "What"), Text("Thấy", "Found"), Text("Cách xử lý", "How to mend"))
FINE = Text("Máy đã sẵn sàng.", "Everything needed is there.")


@app.callback(invoke_without_command=True)
def doctor(
    *,
    data_dir: Annotated[Path, typer.Option(help="folder of the demonstration", envvar="ANSINH_DATA_DIR")] = Path("var"),
    port: Annotated[int, typer.Option(help="of the pages")] = 8000,
    lang: Annotated[Lang, typer.Option(help="vi | en")] = "vi",
) -> None:
    """Look at Python, packages, PostgreSQL, disk, memory, port, database, browser; exit 1 if something is missing."""
    looks = look_at_all(data_dir, port)
    table = Table()
    for column in HEAD:
        table.add_column(column.to(lang))
    for look in looks:
        mark = "[green]✓[/]" if look.right else "[yellow]○[/]" if look.optional else "[red]✗[/]"
        table.add_row(mark, look.name.to(lang), look.found, "" if look.right else look.mend.to(lang))
    console = Console()
    console.print(table)
    if any(not look.right and not look.optional for look in looks):
        raise typer.Exit(1)
    console.print(FINE.to(lang))


if __name__ == "__main__":
    app()
