"""The two operations of the cases: the plan behind a share, the part that is missing."""

from fractions import Fraction

from ansinh.domain.planning.denominators import Denominators, denominators, missing_part


def test_vinh_phuc_october_2021():
    found = denominators(
        collected=4_313_058_000_000,
        share_of_plan=Fraction("0.787"),
        debt=210_118_000_000,
        debt_ratio=Fraction("0.0365"),
    )
    assert found == Denominators(5_480_378_653_113, Fraction("0.0383"), 5_756_657_534_247, same=False)


def test_the_same_base():
    assert denominators(collected=800, share_of_plan=Fraction("0.8"), debt=50, debt_ratio=Fraction("0.05")).same


def test_missing_part():
    assert missing_part(4_313_058, [2_922_555, 66_009, 1_094_489]) == 230_005
