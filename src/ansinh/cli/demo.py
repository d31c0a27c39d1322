"""`ansinh demo`: a private database, a synthetic province, its history by the ordinary doors, then the pages.

The settings of the site are read once, when a process starts. So this command, which knows no Django, starts the
database and hands over to a fresh process (cli/demo_story.py) that finds its address in the environment.
"""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from ansinh.records.private_server import PrivateServer

app = typer.Typer(help="Demonstration / Bản trình diễn.")


@app.callback(invoke_without_command=True)
def demo(  # noqa: PLR0913 - options of a command
    *,
    profile: Annotated[
        str, typer.Option(help="vinh-phuc-2021 | dong-nai-2022 | southern-2023 | country")
    ] = "vinh-phuc-2021",
    scale: Annotated[str, typer.Option(help="share of the province: 0.05, 1/20, 1")] = "0.05",
    data_dir: Annotated[
        Path, typer.Option(help="folder of the database and the files", envvar="ANSINH_DATA_DIR")
    ] = Path("var"),
    port: Annotated[int, typer.Option(help="of the pages, on 127.0.0.1")] = 8000,
    months: Annotated[int, typer.Option(help="only so many months of history; 0 is all")] = 0,
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="show the pages at the end")] = True,
    lang: Annotated[str, typer.Option(help="vi | en")] = "vi",
) -> None:
    """Start the database unless DATABASE_URL is set, live the history, print the logins, serve the pages."""
    data_dir.mkdir(parents=True, exist_ok=True)
    environment = os.environ | {
        "ANSINH_DATA_DIR": str(data_dir.resolve()),
        "DJANGO_SETTINGS_MODULE": "ansinh.site.settings",
    }
    if "DATABASE_URL" not in os.environ:
        environment |= {
            "DATABASE_URL": PrivateServer(data_dir).start(),
            "ANSINH_PRIVATE_SERVER": str(data_dir.resolve()),
        }
    arguments = ["--profile", profile, "--scale", scale, "--data-dir", str(data_dir.resolve()), "--port", str(port)]
    arguments += ["--months", str(months), "--lang", lang, "--serve" if serve else "--no-serve"]
    sys.stdout.flush()
    os.execve(sys.executable, [sys.executable, "-m", "ansinh.cli.demo_story", *arguments], environment)  # noqa: S606 - our own program, no shell


if __name__ == "__main__":
    app()
