"""Options that many commands take, written once: the same word asks the same thing everywhere."""

import datetime as dt
from typing import Annotated, Literal

import typer

Tongue = Annotated[Literal["vi", "en"], typer.Option(help="vi | en")]
Actor = Annotated[str, typer.Option(help="who does it")]
Day = Annotated[dt.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="the day, YYYY-MM-DD; today without it")]
Office = Annotated[str, typer.Option(help="code of the office")]
Under = Annotated[str, typer.Option(help="code of the office; all under it")]
AsJson = Annotated[bool, typer.Option("--json", help="answer as JSON")]
