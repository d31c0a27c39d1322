"""Planning: snapshots, targets, reported values, briefings, and the check of published figures."""

from ansinh.usecases.planning.cascade import propose_split
from ansinh.usecases.planning.load import LoadAnswer, assign, load
from ansinh.usecases.planning.situations import situation
from ansinh.usecases.planning.snapshot import take_snapshot

__all__ = ["LoadAnswer", "assign", "load", "propose_split", "situation", "take_snapshot"]
