"""Declarations: received once, checked with all findings at once, accepted whole or by good rows, never by half."""

from ansinh.usecases.declarations.accepting import Accepted, accept
from ansinh.usecases.declarations.checking import Checked, check
from ansinh.usecases.declarations.preview import Preview, preview
from ansinh.usecases.declarations.receiving import Sent, receive
from ansinh.usecases.declarations.returning import give_back
from ansinh.usecases.declarations.settling import settle
from ansinh.usecases.declarations.workbook import commented_workbook

__all__ = [
    "Accepted",
    "Checked",
    "Preview",
    "Sent",
    "accept",
    "check",
    "commented_workbook",
    "give_back",
    "preview",
    "receive",
    "settle",
]
