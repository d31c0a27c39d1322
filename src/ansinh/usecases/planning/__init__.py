"""Planning: snapshots, targets, reported values, briefings, and the check of published figures."""

from ansinh.usecases.planning.load import LoadAnswer, load
from ansinh.usecases.planning.situations import situation
from ansinh.usecases.planning.snapshot import take_snapshot

__all__ = ["LoadAnswer", "load", "situation", "take_snapshot"]
