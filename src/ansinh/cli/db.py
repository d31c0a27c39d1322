"""`ansinh db`: the private PostgreSQL of a data folder: start, stop, url, migrate."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from ansinh.records.private_server import PrivateServer

app = typer.Typer(help="Private database / Cơ sở dữ liệu riêng.", no_args_is_help=True)
Folder = Annotated[Path, typer.Option(help="folder of the database", envvar="ANSINH_DATA_DIR")]
DEFAULT = Path("var")


@app.command()
def start(data_dir: Folder = DEFAULT) -> None:
    """Start the server (made on first start) and print its address."""
    data_dir.mkdir(parents=True, exist_ok=True)
    typer.echo(PrivateServer(data_dir).start())


@app.command()
def stop(data_dir: Folder = DEFAULT) -> None:
    """Stop the server if it runs."""
    PrivateServer(data_dir).stop()


@app.command()
def url(data_dir: Folder = DEFAULT) -> None:
    """Print the address of the database; exit 1 before the first start."""
    server = PrivateServer(data_dir)
    if not server.url_file.exists():
        typer.echo("Chưa khởi động lần nào: ansinh db start / Never started: ansinh db start", err=True)
        raise typer.Exit(1)
    typer.echo(server.url)


@app.command()
def migrate(data_dir: Folder = DEFAULT) -> None:
    """Start the server if needed and bring its tables up to date."""
    given = os.environ.get("DATABASE_URL")
    address = given or PrivateServer(data_dir).start()
    environment = os.environ | {
        "DATABASE_URL": address,
        "ANSINH_DATA_DIR": str(data_dir.resolve()),
        "DJANGO_SETTINGS_MODULE": "ansinh.site.settings",
    }
    done = subprocess.run([sys.executable, "-m", "django", "migrate", "--verbosity", "1"], env=environment, check=False)
    raise typer.Exit(done.returncode)


if __name__ == "__main__":
    app()
