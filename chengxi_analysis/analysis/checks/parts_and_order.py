"""Part <= whole and order: a part cannot exceed its whole, a later stage not an earlier one.

其中 and 含 name parts; doses of one course, and cases handled among cases received, name stages.
"""

from __future__ import annotations

from collections.abc import Iterator

from chengxi_analysis.analysis import wording as w
from chengxi_analysis.analysis.checks.finding import Finding, agree
from chengxi_analysis.analysis.linking import CLAUSE, Number, Passage, same_unit
from chengxi_analysis.model import Interval


def at_most(part: Interval, whole: Interval) -> bool:
    """True when the part can be as small as the whole or smaller.

    Examples
    --------
    >>> at_most(Interval(17, 17), Interval(22, 22)), at_most(Interval(181, 181), Interval(176, 176))
    (True, False)
    """
    return part.low is None or whole.high is None or part.low <= whole.high


def check(passage: Passage) -> Iterator[Finding]:
    """All parts and stages of a report."""
    for part, whole in parts(passage):
        yield _judge("part", part, whole, "error", ("部分", "整体"), "a part", "its whole")
    for later, earlier in doses(passage):
        yield _judge("order", later, earlier, "warning", _named(later, earlier, ("后一针", "前一针")), _dose(later), _dose(earlier))
    for handled, received in stages(passage):
        names = _named(handled, received, ("后一环节", "前一环节"))
        yield _judge("order", handled, received, "warning", names, "a later stage", "the earlier one")
    for households, persons in dwellers(passage):
        yield _judge("order", households, persons, "warning", ("户数", "人数"), "the number of households", "the number of persons")


def parts(passage: Passage) -> Iterator[tuple[Number, Number]]:
    """The number right behind 其中 or 含, with the whole in front of it."""
    for part in passage.numbers:
        if not part.level or not (w.SUBSET.search(part.head) or part.head.startswith("其中")):
            continue
        whole = passage.numbers[part.opener] if part.opener >= 0 and not passage.of_another_time(part) else None
        if whole is None:
            whole = next((q for q in passage.before(part) if _comparable(q, part) and "占" not in q.lead[-12:]), None)
        if whole is not None and _comparable(whole, part):
            yield part, whole


def _comparable(whole: Number, part: Number) -> bool:
    apart = whole.change or whole.threshold or whole.mean or whole.base_of_share
    return whole.kind == "amount" and not apart and whole.unit == part.unit


def doses(passage: Passage) -> Iterator[tuple[Number, Number]]:
    """Second against first doses, boosters against second doses, in one sentence."""
    stages_seen: list[tuple[int, Number]] = []
    for n in passage.numbers:
        stage = _stage(n)
        if stage is None or not (n.level or (n.kind == "rate" and not n.change)):
            continue
        for earlier_stage, q in reversed(stages_seen[-4:]):
            if earlier_stage < stage and q.sentence == n.sentence and q.unit == n.unit and q.kind == n.kind:
                yield n, q
                break
        stages_seen.append((stage, n))


def _stage(n: Number) -> int | None:
    """Which dose of a course the words right before a number name."""
    return next((k for k, pattern in enumerate(w.DOSES) if pattern.search(n.head)), None)


def _dose(n: Number) -> str:
    """The dose in English."""
    return ("first doses", "second doses", "boosters")[_stage(n) or 0]


def stages(passage: Passage) -> Iterator[tuple[Number, Number]]:
    """办结 against 受理: adjacent clauses, the same unit, nothing said about cases carried over."""
    for handled in passage.numbers:
        if not handled.level or not w.HANDLED.search(handled.phrase[-5:]) or handled.rank > CLAUSE:
            continue
        received = next((q for q in passage.before(handled, limit=3) if same_unit(q, handled) and q.unit == handled.unit), None)
        if received is None or not received.level or not w.RECEIVED.search(received.phrase[-8:] + received.label[:4]):
            continue
        if not w.CARRIED_OVER.search(passage.text[received.start : handled.end + 12]):
            yield handled, received


def dwellers(passage: Passage) -> Iterator[tuple[Number, Number]]:
    """309户633人: a household has at least one member."""
    for persons in passage.numbers:
        households = passage.previous(persons)
        if households is None or persons.unit != "person" or households.unit != "household" or persons.head or persons.rank > CLAUSE:
            continue
        if households.sentence == persons.sentence and households.level and persons.level and persons.place and not persons.brackets:
            gap = passage.text[households.end : persons.start].strip()
            if gap in ("", "、", ","):
                yield households, persons


def _named(later: Number, earlier: Number, else_called: tuple[str, str]) -> tuple[str, str]:
    """What the text itself calls the two; other words only where it has none for them or the same for both."""
    names = (later.label or later.head, earlier.label or earlier.head)
    return names if all(names) and names[0] != names[1] else else_called


def _judge(check: str, part: Number, whole: Number, severity: str, zh: tuple[str, str], part_en: str, whole_en: str) -> Finding:
    """One comparison of sizes."""
    numbers = (whole, part)
    if at_most(part.interval, whole.interval) or agree(part.interval, whole.interval):
        return Finding(
            check, "consistent", numbers, part.interval, Interval(None, whole.interval.high),
            zh=f"{zh[0]}“{part.text}”不超过{zh[1]}“{whole.text}”。",
            en=f"“{part.text}” ({part_en}) does not exceed “{whole.text}” ({whole_en}).",
        )  # fmt: skip
    return Finding(
        check, "inconsistent", numbers, part.interval, Interval(None, whole.interval.high), severity,
        zh=f"{zh[0]}“{part.text}”大于{zh[1]}“{whole.text}”，按文意一般不会超过，这两个数对不上，建议核对统计口径。",
        en=f"“{part.text}” ({part_en}) is larger than “{whole.text}” ({whole_en}), which it should not exceed. These figures do not agree; "
        "they may be counted on different footings.",
    )  # fmt: skip


def judge_order(later: Number, earlier: Number) -> Finding:
    """A later stage against an earlier one, each called as the text calls it."""
    names = _named(later, earlier, ("后一环节", "前一环节"))
    return _judge("order", later, earlier, "warning", names, "a later stage", "the earlier one")
