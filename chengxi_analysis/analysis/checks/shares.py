"""Shares of one whole: they cannot pass 100 %, and where all are named they reach it (三次产业占比分别为…)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chengxi_analysis.analysis.checks.finding import Finding, about, compare
from chengxi_analysis.analysis.checks.lists import total
from chengxi_analysis.analysis.linking import LISTED, Number, Passage
from chengxi_analysis.model import Interval

_LIST = re.compile(r"(?:占比|比重|比例|结构|构成|贡献率|占)[^,;]{0,14}(?:分别|依次)[^,;]{0,4}$|分别占[^,;]{0,14}$")
_WHOLE_ECONOMY = re.compile(r"三次产业|一[、,]二[、,]三产|第一[、,]第?二[、,]第?三产业|三大产业")
_FIRST = re.compile(r"前([两二三四五六七八九十\d]+)(?:名|位|个|家)?[^,;\d]{0,4}占")
_NUMBER = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}


def reaches_hundred(shares: list[Interval]) -> bool:
    """True when the shares can add up to 100 %.

    Examples
    --------
    >>> reaches_hundred([Interval(11.15, 11.25), Interval(45.25, 45.35), Interval(43.45, 43.55)])
    True
    """
    return total(shares).contains(100.0)


def check(passage: Passage) -> Iterator[Finding]:
    """Lists of shares, and shares of the first few of a list."""
    for first in passage.numbers:
        if first.kind != "rate" or first.change:
            continue
        if _LIST.search(first.lead):
            yield from _list(passage, first)
        elif _FIRST.search(first.lead):
            yield from _first_few(passage, first)


def _list(passage: Passage, first: Number) -> Iterator[Finding]:
    shares = [first]
    for q in passage.after(first):
        joined = q.rank == LISTED or q.own.strip() in ("和", "及", "与")
        if q.kind != "rate" or q.change or not joined:
            break
        shares.append(q)
    if len(shares) < 3 or not _WHOLE_ECONOMY.search(passage.sentence_before(first)):
        return
    yield judge(shares)


def judge(shares: list[Number]) -> Finding:
    """Shares that are all there are of one whole against 100 %."""
    added = total([s.interval for s in shares])
    text, english = "、".join(s.text for s in shares), ", ".join(s.text for s in shares)
    if added.contains(100.0):
        return Finding(
            "share", "consistent", tuple(shares), Interval(100, 100), added,
            zh=f"各项占比{text}合计为100%。", en=f"The shares {english} add up to 100%.",
        )  # fmt: skip
    return Finding(
        "share", "inconsistent", tuple(shares), Interval(100, 100), added, "warning",
        zh=f"各项占比{text}合计约为{about(added):.4g}%，应为100%，这几个数对不上，建议核对。",
        en=f"The shares {english} add up to about {about(added):.4g}% and should make 100%. These figures do not agree.",
    )  # fmt: skip


def _first_few(passage: Passage, p: Number) -> Iterator[Finding]:
    """前三名合占65.8%: the first numbers of the list that ends with 合计 right before."""
    match = _FIRST.search(p.lead)
    assert match is not None
    count = _NUMBER.get(match.group(1)) or (int(match.group(1)) if match.group(1).isdigit() else 0)
    whole = passage.previous(p)
    if whole is None or count < 2 or "合计" not in whole.head or p.place - whole.place != 1:
        return
    listed: list[Number] = []
    for q in passage.before(whole, limit=40):
        if q.unit != whole.unit or q.kind != "amount":
            break
        listed.insert(0, q)
    if len(listed) < count:
        return
    leaders = sorted(listed, key=lambda q: -q.value)[:count]
    added = total([q.interval for q in leaders])
    if not whole.low or added.low is None or added.high is None:
        return
    recomputed = Interval(added.low / whole.high * 100, added.high / whole.low * 100)
    terms = "、".join(f"“{q.text}”" for q in leaders)
    how = (f"按{terms}之和与“{whole.text}”计算", f"The sum of {', '.join(q.text for q in leaders)} over “{whole.text}”")
    yield compare("share", (*leaders, whole, p), p, recomputed, how)
