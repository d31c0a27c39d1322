"""One visit or stay, line by line: scope, rate, supply packages, six base salaries, other sources. Over columns."""

from dataclasses import replace

import numpy as np

from ansinh.law.entitlement.amounts import WHOLE, line_amounts, running_before, share_of, sums_by
from ansinh.law.entitlement.columns import (
    Booking,
    Ints,
    LineFacts,
    LineRights,
    Reason,
    Source,
    VisitFacts,
    VisitRights,
)
from ansinh.law.entitlement.packages import cap_packages


def reckon(visits: VisitFacts, lines: LineFacts) -> tuple[VisitRights, LineRights]:
    """Art. 22, Law 25/2008/QH12 as amended: who pays what of every line; amounts are rounded half-up to 0.01 dong.

    Order: scope and ratios, rate of the visit, packages, the threshold of six base salaries, other sources.
    """
    count = visits.card_rate.size
    total, in_scope = amounts_in_scope(visits, lines)
    rights = visit_rates(visits, sums_by(lines.visit, in_scope, count))
    rate = np.where(lines.transport & (in_scope > 0), WHOLE, rights.rate[lines.visit])
    fund = share_of(in_scope, rate)
    split = LineRights(total, in_scope, total - in_scope, in_scope - fund, fund, np.zeros_like(fund))
    split = cap_packages(visits, rights, lines, split)
    split, cut = _stop_at_threshold(visits, lines, split)
    split = _book(visits, lines, split)
    return replace(rights, cut=cut), _other_sources(lines, split)


def amounts_in_scope(visits: VisitFacts, lines: LineFacts) -> tuple[Ints, Ints]:
    """Decision 130/QD-BYT, THANH_TIEN_BV and THANH_TIEN_BH: (total, in scope) of each line, hundredths of a dong.

    Levels 1 and 5 and a recurring wound know no ratio; scope 3 is for the armed forces; a donor of the item is taken
    off first; nothing is in scope where the access factor is 0.
    """
    v = lines.visit
    total = line_amounts(lines.quantity, lines.price_facility, lines.ratio_service)
    unlimited = visits.unlimited[v] | lines.wound
    ratio = np.where(unlimited, WHOLE, lines.ratio_list)
    listed = line_amounts(lines.quantity, lines.price_fund, lines.ratio_service, ratio)
    donated = lines.source == Source.ITEM
    if donated.any():
        whole = line_amounts(lines.quantity, lines.price_fund, lines.ratio_service)
        listed = np.where(donated, share_of(np.minimum(total - lines.other, whole), ratio), listed)
    paid = ((lines.scope == 1) | ((lines.scope == 3) & visits.armed[v])) & (visits.factor[v] != 0)
    return total, np.where(paid, np.minimum(listed, total), 0)


def visit_rates(visits: VisitFacts, in_scope: Ints) -> VisitRights:
    """Art. 22.1, Law 25/2008/QH12 as amended: the rate of each visit: card, commune, small cost, certificate; x factor.

    `in_scope` (v,) is the cost of the visit before any ceiling, hundredths of a dong; the test of 15 % is strict.
    """
    network, partial = visits.factor == WHOLE, visits.card_rate < WHOLE
    commune = network & partial & visits.initial_level
    small = network & partial & ~commune & (in_scope < visits.small_cost)
    exempt = network & partial & ~commune & ~small & visits.exempt
    card = np.where(commune | small | exempt, WHOLE, visits.card_rate)
    reason = np.select(
        [commune, small, exempt],
        [Reason.INITIAL_LEVEL, Reason.UNDER_15_PERCENT, Reason.EXEMPT_CERTIFICATE],
        Reason.CARD_RATE,
    )
    return VisitRights(card * visits.factor // WHOLE, reason.astype(np.int64), np.zeros(card.size, dtype=np.bool_))


def _stop_at_threshold(visits: VisitFacts, lines: LineFacts, split: LineRights) -> tuple[LineRights, np.ndarray]:
    """Cut the co-payment at what is left of six base salaries, line after line; the fund pays the rest."""
    counts = (visits.room >= 0) & (visits.factor == WHOLE)
    sums = sums_by(lines.visit, split.copay, visits.room.size)
    cut = counts & (sums > visits.room)
    if not cut.any():
        return split, cut
    before = running_before(lines.visit, split.copay, visits.room.size)
    kept = np.clip(visits.room[lines.visit] - before, 0, split.copay)
    copay = np.where(cut[lines.visit], kept, split.copay)
    return replace(split, copay=copay, fund=split.fund + split.copay - copay), cut


def _book(visits: VisitFacts, lines: LineFacts, split: LineRights) -> LineRights:
    """Book the patient's part of a self-visit as its standard says: co-payment inside the factor, the rest own."""
    booking, factor = visits.booking[lines.visit], visits.factor[lines.visit]
    outside = (factor < WHOLE) & (booking != Booking.STANDARD_130)
    if not outside.any():
        return split
    inside = share_of(split.fund + split.copay, factor) - split.fund
    inside = np.where(booking == Booking.STANDARD_4210_ALL_OWN, 0, np.maximum(inside, 0))
    copay = np.where(outside, inside, split.copay)
    return replace(split, copay=copay, own=split.own + split.copay - copay)


def _other_sources(lines: LineFacts, split: LineRights) -> LineRights:
    """Take what others pay off the own part, then the co-payment, then the fund; an item's donor came off before."""
    if not (lines.source != Source.NONE).any():
        return split
    programme = lines.source == Source.PROGRAMME
    given = np.where(programme, split.copay, np.where(lines.source == Source.NONE, 0, lines.other))
    rest = np.where(lines.source == Source.PATIENT, given, 0)
    from_own = np.minimum(rest, split.own)
    from_copay = np.minimum(rest - from_own, split.copay)
    from_fund = np.minimum(rest - from_own - from_copay, split.fund)
    donated = np.where(lines.source == Source.ITEM, given, 0)
    return replace(
        split,
        own=split.own - from_own - donated,
        copay=np.where(programme, 0, split.copay - from_copay),
        fund=split.fund - from_fund,
        other=given,
    )
