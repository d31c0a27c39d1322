"""Trees as of a day: whatever was merged stands under its heir, and nothing that lives is lost."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from ansinh.domain.registry.trees import Branch, tree_on

DAY = dt.date(2021, 7, 1)


def branch(key: str, parent: str = "", since: str = "1995-01-01", until: str | None = None) -> Branch:
    end = dt.date.fromisoformat(until) if until else None
    return Branch(key, key, "district", parent, dt.date.fromisoformat(since), end)


def test_what_stood_under_a_closed_branch_stands_under_its_heir() -> None:
    branches = [branch("A"), branch("B", "A", until="2021-01-01"), branch("C", "A"), branch("D", "B")]
    drawn = [(one.branch.key, one.depth) for one in tree_on(branches, {"B": "C"}, DAY)]
    assert drawn == [("A", 0), ("C", 1), ("D", 2)]
    before = [(one.branch.key, one.depth) for one in tree_on(branches, {"B": "C"}, dt.date(2020, 7, 1))]
    assert before == [("A", 0), ("B", 1), ("D", 2), ("C", 1)]


KEYS = st.sampled_from("ABCDEFGH")


@given(
    st.lists(st.tuples(KEYS, KEYS, st.booleans()), unique_by=lambda one: one[0], max_size=8),
    st.dictionaries(KEYS, KEYS, max_size=8),
)
def test_each_branch_that_lives_is_drawn_at_most_once(
    given_: list[tuple[str, str, bool]], heirs: dict[str, str]
) -> None:
    branches = [branch(key, parent if parent < key else "", until="2021-01-01" if ended else None)
                for key, parent, ended in given_]  # fmt: skip
    later = {old: new for old, new in heirs.items() if new < old}  # as successors are: without circles
    drawn = [one.branch.key for one in tree_on(branches, later, DAY)]
    assert sorted(drawn) == sorted(one.key for one in branches if one.lives(DAY))
