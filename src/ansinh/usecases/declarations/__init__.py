"""Declarations: received once, checked with all findings at once, accepted whole or by good rows, never by half."""

from ansinh.usecases.declarations.accepting import Accepted, accept
from ansinh.usecases.declarations.checking import Checked, check
from ansinh.usecases.declarations.receiving import Sent, receive
from ansinh.usecases.declarations.returning import give_back

__all__ = ["Accepted", "Checked", "Sent", "accept", "check", "give_back", "receive"]
