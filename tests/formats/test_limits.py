"""The child process: same values as in the process, and no file brings the parent down."""

import threading

import numpy as np
import pytest
from tests.formats.made import official, worker

from ansinh.core.finding import Finding, Place
from ansinh.formats.declaration_d02 import read_d02
from ansinh.formats.faults import fault
from ansinh.formats.limits import Child, ChildError, NoReaderError, Pool, comment_limited, read_limited

SECTION = ["I.1", "Tăng lao động"]
GOOD = official([SECTION, *(worker(si=f"26{place:08d}", c12=5_310_000, c25="10/2021") for place in range(50))])


def codes(read) -> list[str]:
    return [finding.code for finding in read.findings]


def test_the_child_reads_what_the_process_reads() -> None:
    here, there = read_d02(GOOD), read_limited("d02", GOOD, name="a.xlsx")
    assert (here.layout, here.header, here.findings) == (there.layout, there.header, there.findings)
    for name, column in here.rows.columns().items():
        found = getattr(there.rows, name)
        assert (
            np.array_equal(column, found, equal_nan=True)
            if not isinstance(column, list) and column.dtype.kind == "M"
            else (list(column) == list(found))
        ), name


@pytest.mark.parametrize("kind", ["d03", "d05", "tk3", "bank"])
def test_other_kinds_come_back_as_their_own_type(kind: str) -> None:
    assert codes(read_limited(kind, b"a,b\n")) != []


def test_too_large_is_said_without_a_child() -> None:
    assert codes(read_limited("d02", bytes(200_000_000))) == ["F-LARGE"]


def test_out_of_memory_is_a_finding() -> None:
    assert codes(read_limited("d02", b'{"rows":[' + b"{}," * 8_000_000 + b"{}]}")) == ["F-MEMORY"]
    assert len(read_limited("d02", GOOD).rows) == 50


def test_a_fallen_child_is_a_finding_and_the_next_file_is_read() -> None:
    child = Child()
    with pytest.raises(ChildError) as caught:
        child.ask({"act": "read", "kind": "no such kind", "name": ""}, b"x")
    assert caught.value.finding.code == "F-CRASH"
    assert child.ask({"act": "read", "kind": "d02", "name": ""}, GOOD)
    child.close()


def test_too_slow_is_a_finding() -> None:
    child = Child(wall_seconds=0.01)
    with pytest.raises(ChildError) as caught:
        child.ask({"act": "read", "kind": "d02", "name": ""}, GOOD)
    assert caught.value.finding.code == "F-TIME"
    child.close()


def test_many_threads_of_a_web_server() -> None:
    sizes: list[int] = []
    threads = [threading.Thread(target=lambda: sizes.append(len(read_limited("d02", GOOD).rows))) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sizes == [50] * 5


def test_pool_keeps_the_order_of_the_files() -> None:
    files = [
        (str(size), official([SECTION, *([worker(c12=5_310_000, c25="10/2021")] * size)])) for size in (3, 1, 2, 5, 4)
    ]
    with Pool(2) as pool:
        read = [(name, len(found.rows)) for name, found in pool.map("d02", files)]
    assert read == [("3", 3), ("1", 1), ("2", 2), ("5", 5), ("4", 4)]


def test_commented_in_the_child() -> None:
    findings: list[Finding] = [fault("C-DATE", Place("Danh sách", 12, "D · Ngày sinh"), "x")]
    assert comment_limited(GOOD, findings)[:2] == b"PK"
    with pytest.raises(ChildError):
        comment_limited(b"PK\x03\x04 broken", findings)


def test_a_child_that_was_killed_while_idle_is_nobodys_fault() -> None:
    child = Child()
    child.ask({"act": "read", "kind": "d02", "name": ""}, GOOD)
    process = child._process
    assert process is not None
    process.kill()
    assert child.ask({"act": "read", "kind": "d02", "name": ""}, GOOD)
    child.close()


def test_a_machine_that_cannot_start_the_reader_does_not_blame_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/bin/false")
    with pytest.raises(NoReaderError):
        Child().ask({"act": "read", "kind": "d02", "name": ""}, GOOD)
