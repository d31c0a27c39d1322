"""Planning: snapshots, targets, reported values, briefings, and the check of published figures."""

from ansinh.usecases.planning.cascade import propose_split
from ansinh.usecases.planning.load import LoadAnswer, assign, load
from ansinh.usecases.planning.situations import situation
from ansinh.usecases.planning.snapshot import count_people, take_snapshot

__all__ = ["LoadAnswer", "assign", "count_people", "load", "propose_split", "situation", "take_snapshot"]
