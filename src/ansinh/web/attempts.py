"""Acts asked for by a page: what was refused is said to the person, in their language; nothing is half done."""

from collections.abc import Callable
from typing import TypeVar

from django.contrib import messages
from django.http import HttpRequest

from ansinh.core.errors import AnsinhError
from ansinh.core.finding import Finding
from ansinh.core.text import Text
from ansinh.web import speech

Answer = TypeVar("Answer")


def attempt(request: HttpRequest, work: Callable[[], Answer]) -> Answer | None:
    """Return what `work` gives; None after telling the person why it was refused."""
    try:
        return work()
    except AnsinhError as refusal:
        messages.error(request, speech.say(refusal.message), extra_tags="red")
        return None


def tell(request: HttpRequest, text: Text, tone: str = "green") -> None:
    """Tell the person something on the next page."""
    messages.success(request, speech.say(text), extra_tags=tone)


def tell_found(request: HttpRequest, found: Finding, tone: str = "gold") -> None:
    """Tell the person what was found, and how to mend it."""
    tell(request, Text(f"{found.message.vi} {found.mend.vi}", f"{found.message.en} {found.mend.en}"), tone)


def carry_out(request: HttpRequest, act: Callable[[], object], words: Text) -> bool:
    """Do `act` and tell the person `words`, or why it was refused; return whether it was done."""
    try:
        act()
    except AnsinhError as refusal:
        messages.error(request, speech.say(refusal.message), extra_tags="red")
        return False
    tell(request, words)
    return True
