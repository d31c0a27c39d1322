"""One line of the table of pages: an address, its view, and who may ask."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from django.http import HttpResponse

from ansinh.domain.registry.rights import Act

View = Callable[..., HttpResponse]
READ, SEND, BOTH = ("GET",), ("POST",), ("GET", "POST")
Door = Literal["anyone", "signed_in"]
ANYONE: Door = "anyone"
SIGNED_IN: Door = "signed_in"


@dataclass(frozen=True, slots=True)
class Route:
    """One page. One of the acts `needs` is enough (or the door is open); the view asks about the object."""

    name: str
    pattern: str
    view: View
    needs: tuple[Act, ...] | Door
    methods: tuple[str, ...] = READ
