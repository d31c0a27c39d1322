"""What must hold in the whole database at any moment: one question an invariant, answered with the rows that break it.

Constraints and triggers keep most of it; these questions do not trust them, and say what they cannot. The numbers are
those the books are checked by every night. Closed months have verifiers of their own, beside their stairs (verify.py).
"""

from ansinh.records.store.invariants.benefits import BENEFITS
from ansinh.records.store.invariants.claims import CLAIMS
from ansinh.records.store.invariants.collection import COLLECTION
from ansinh.records.store.invariants.ledger import LEDGER
from ansinh.records.store.invariants.planning import PLANNING
from ansinh.records.store.invariants.registry import REGISTRY
from ansinh.records.store.invariants.shape import LIMIT, Invariant, Rows, ask
from ansinh.records.store.invariants.story import STORY
from ansinh.records.store.invariants.two_people import TWO_PEOPLE
from ansinh.records.store.invariants.work import WORK

__all__ = ["INVARIANTS", "LIMIT", "Invariant", "Rows", "ask"]

INVARIANTS = (*LEDGER, *COLLECTION, *BENEFITS, *CLAIMS, *REGISTRY, *TWO_PEOPLE, *WORK, *STORY, *PLANNING)
