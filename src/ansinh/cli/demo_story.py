"""The second half of `ansinh demo`: the history, step by step with the remaining time, the logins, the pages."""

import os
from contextlib import closing
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Literal

import typer
from django.core.management import call_command
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

from ansinh.cli import ready
from ansinh.cli.serve import serve as serve_pages
from ansinh.cli.serve import story_day
from ansinh.core.text import Text
from ansinh.formats.limits import Pool
from ansinh.jobs.demo.cast import PASSWORD, logins
from ansinh.jobs.demo.setting import Setting
from ansinh.jobs.demo.steps import Progress as Done
from ansinh.jobs.demo.steps import Record, Watcher, run
from ansinh.jobs.demo.story import set_scene, shortened, steps
from ansinh.jobs.synthetic.province import fingerprint
from ansinh.records.private_server import PrivateServer

__all__ = ["app", "ready"]

app = typer.Typer()
Lang = Literal["vi", "en"]
CHILDREN = 2  # processes that read files, as many as cores
LIVED = Text("Xong sau {seconds:.0f} giây.", "Done after {seconds:.0f} seconds.")
LOGINS = Text("Đăng nhập (dữ liệu tổng hợp, không có người thật)", "Logins (synthetic data, no real people)")
COLUMNS = (
    Text("Tên đăng nhập", "Login"),
    Text("Mật khẩu", "Password"),
    Text("Vai trò", "Role"),
    Text("Họ tên", "Name"),
)
LEFT = Text("Cơ sở dữ liệu vẫn chạy; dừng: ansinh db stop", "The database keeps running; stop it: ansinh db stop")
OPEN = Text("Mở http://127.0.0.1:{port} · dừng: Ctrl-C", "Open http://127.0.0.1:{port} · stop: Ctrl-C")


@app.command()
def story(  # noqa: PLR0913 - options of a command
    *,
    profile: Annotated[str, typer.Option()],
    scale: Annotated[str, typer.Option()],
    data_dir: Annotated[Path, typer.Option()],
    port: Annotated[int, typer.Option()],
    months: Annotated[int, typer.Option()],
    serve: Annotated[bool, typer.Option("--serve/--no-serve")],
    lang: Annotated[Lang, typer.Option()] = "vi",
) -> None:
    """Live the history and show it."""
    console = Console()
    call_command("migrate", verbosity=0)
    with Pool(CHILDREN) as pool:
        setting = _live(console, (profile, Fraction(scale), data_dir, pool), months, lang)
    _print_logins(console, setting, lang)
    if not serve:
        console.print(LEFT.to(lang))
        return
    console.print(OPEN.to(lang).format(port=port), style="bold")
    serve_pages(port, today=story_day())
    if folder := os.environ.get("ANSINH_PRIVATE_SERVER"):
        PrivateServer(Path(folder)).stop()


def _live(console: Console, scene: tuple[str, Fraction, Path, Pool], months: int, lang: Lang) -> Setting:
    """Live the steps that are not done yet, `months` of them or all (0), and return the setting."""
    profile, scale, data_dir, pool = scene
    setting = set_scene(profile, scale, data_dir / "files", pool)
    record = Record(data_dir / "story.json", f"{profile} {scale} {fingerprint(setting.province)}")
    with closing(setting.senders), _bar(console) as bar:
        run(shortened(setting, months) if months else steps(setting), record, _watcher(bar, lang))
    return setting


def _bar(console: Console) -> Progress:
    """Return the bar: what runs, how far, how long still."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=console)


def _watcher(bar: Progress, lang: Lang) -> Watcher:
    """Return the watcher that moves the bar."""
    task = bar.add_task("", total=1)

    def watch(done: Done) -> None:
        said = done.name.to(lang) if done.name else LIVED.to(lang).format(seconds=done.seconds)
        bar.update(task, description=said, completed=done.done, total=done.total)

    return watch


def _print_logins(console: Console, setting: Setting, lang: Lang) -> None:
    """Print who may sign in."""
    table = Table(title=LOGINS.to(lang))
    for column in COLUMNS:
        table.add_column(column.to(lang))
    for login in logins(setting.province):
        table.add_row(login.username, PASSWORD, login.role.to(lang), login.name)
    console.print(table)


if __name__ == "__main__":
    app()
