"""Which results stand beside a plan, by place and time: those of its period, of a part of its year, or the planner's own last ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from chengxi_analysis.analysis import pairing
from chengxi_analysis.analysis.judging import begins_after
from chengxi_analysis.analysis.spans import Span, span, years_long

_Row = dict[str, Any]
#: The longest plan of which a part of the time is a part of the way (years).
_ONE_YEAR = 1.1


class Said:
    """The observations behind the rows, by id, sentence and place; which have answered a target; what period each report is of."""

    def __init__(self, rows: Iterable[Mapping[str, Any]], observations: list[_Row]) -> None:
        self.all = observations
        self.by_id = {o["obs_id"]: o for o in observations}
        self._sentences = pairing.sentences(observations)
        self._of_area: dict[str, list[_Row]] = {}
        self.taken: set[str] = set()
        facts = [*observations, *(r for r in rows if (r.get("role") or "actual") != "target")]
        self.areas: dict[str, str | None] = {f["report_id"]: f["ref_area"] for f in facts}
        #: The period that each report speaks of: that of most of its results.
        self.periods: dict[str, str | None] = {}
        counts = Counter((f["report_id"], f["time_period"]) for f in facts if f["role"] in ("actual", "change", None))
        for (report, period), _ in counts.most_common():
            self.periods.setdefault(report, period)
        for o in observations:  # a report of plans alone
            self.periods.setdefault(o["report_id"], o["time_period"])

    def sentence(self, o: _Row) -> list[Mapping[str, Any]]:
        """The observations of one's sentence, in text order."""
        return self._sentences[o["report_id"], o["sentence_start"]]

    def answer(self, plan: _Row | None) -> pairing.Answer | None:
        """The result that the target's own sentence gives."""
        if plan is None or not plan["unit"]:
            return None
        found = pairing.in_sentence(plan, self.sentence(plan))
        if found is not None:
            self.taken.add(found.row["obs_id"])
        return found

    def of_area(self, report: str) -> list[_Row]:
        """Observations of a report and of all others of its area code."""
        if report not in self._of_area:
            area = self.areas.get(report)
            self._of_area[report] = [o for o in self.all if o["report_id"] == report or (area is not None and o["ref_area"] == area)]
        return self._of_area[report]

    def report_of(self, plan: Mapping[str, Any]) -> str | None:
        """Another report of the place and period of a plan that reaches beyond its own report: of the whole period, else the furthest."""
        area, due = self.areas.get(plan["report_id"]), span(plan["time_period"])
        here = span(self.periods.get(plan["report_id"]))
        if area is None or due is None or here is None or due.end <= here.end:
            return None
        ends = {r: s for r, a in self.areas.items() if a == area and r != plan["report_id"] and (s := span(self.periods.get(r)))}
        fitting = {r: s for r, s in ends.items() if s == due or part_of(s, due)}
        return max(fitting, key=lambda r: (fitting[r].end, r), default=None)


def part_of(here: Span, due: Span) -> bool:
    """True for a period that begins with a plan's year and ends within it: 1-10月 of 2022.

    Examples
    --------
    >>> [part_of(span(p), span("2022")) for p in ("2022-01/2022-10", "2022-08", "2022")]
    [True, False, False]
    """
    return here.start == due.start and here.end < due.end and years_long(due) <= _ONE_YEAR


def timely(plan: Mapping[str, Any], same: list[_Row], said: Said, *, across: bool = True) -> list[_Row]:
    """Of results of one place, those that a plan can be set beside.

    Results of the plan's period; of reports that have none, the furthest part of its year; and the planning report's own latest,
    unless the plan begins behind it and the report of its year is at hand.
    """
    whole, due = [r for r in same if r["time_period"] == plan["time_period"]], span(plan["time_period"])
    done = {r["report_id"] for r in whole}
    parts = _furthest([r for r in same if r["report_id"] not in done], due)
    here = [r for r in same if r["report_id"] == plan["report_id"] and r not in whole and r not in parts and not _later(r, due)]
    awaited = bool(whole or parts) or (across and said.report_of(plan) is not None)
    return whole + parts + [r for r in here if not (awaited and begins_after(due, span(r["time_period"])))]


def _furthest(rows: list[_Row], due: Span | None) -> list[_Row]:
    """Of each report the results of the longest part of the plan's year."""
    spans = [(r, s) for r in rows if (s := span(r["time_period"])) is not None and due is not None and part_of(s, due)]
    ends: dict[str, Span] = {}
    for row, here in spans:
        known = ends.get(row["report_id"])
        ends[row["report_id"]] = here if known is None or here.end > known.end else known
    return [r for r, s in spans if s == ends[r["report_id"]]]


def _later(row: Mapping[str, Any], due: Span | None) -> bool:
    here = span(row["time_period"])
    return here is not None and due is not None and here.end > due.end
