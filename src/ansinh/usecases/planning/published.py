"""Check a file of published figures: the verdict on every figure, or what is wrong with the file."""

from dataclasses import dataclass

from ansinh.core.finding import Findings
from ansinh.domain.planning.figures_file import read_report
from ansinh.domain.planning.verdicts import Assessment, assess
from ansinh.formats import indicator_list


@dataclass(frozen=True, slots=True)
class Checked:
    """The assessment, or None where the file cannot be read, and the findings."""

    assessment: Assessment | None
    findings: Findings


def check_figures(content: bytes) -> Checked:
    """Judge every figure in `content` (JSON, ansinh-figures/1). A contradiction is a result, not an error."""
    raw, unreadable = indicator_list.read_json(content)
    if unreadable.stop:
        return Checked(None, unreadable)
    report, findings = read_report(raw)
    return Checked(assess(report) if report is not None else None, findings)
