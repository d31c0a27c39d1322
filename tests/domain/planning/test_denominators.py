"""The two operations of the cases: the plan behind a share, the part that is missing."""

from fractions import Fraction

from ansinh.domain.planning.denominators import Bases, bases, missing_part


def test_vinh_phuc_october_2021():
    found = bases(4_313_058_000_000, Fraction("0.787"), 210_118_000_000, Fraction("0.0365"))
    assert found == Bases(5_480_378_653_113, Fraction("0.0383"), 5_756_657_534_247, same=False)


def test_the_same_base():
    assert bases(800, Fraction("0.8"), 50, Fraction("0.05")).same


def test_missing_part():
    assert missing_part(4_313_058, [2_922_555, 66_009, 1_094_489]) == 230_005
