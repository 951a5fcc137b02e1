"""Claims against counts: N个村全部完成 beside 已完成的村有M个, 未发生一起事故 beside 共发生6起, 应助尽助 beside who was helped.

Always a note, as every claim: words have exceptions. The count names the verb, or the noun, of the claim; what 其中 or 今年 opens is of
something else.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from chengxi_analysis.analysis.checks.claims import judge_counts
from chengxi_analysis.analysis.checks.finding import Finding
from chengxi_analysis.analysis.linking import CLAUSE, Number, Passage, shared_words

_ALL_DONE = re.compile(r"全部(?:都|均|已|得到|按期|按时|如期)*(?P<verb>[一-鿿]{2})(?P<object>[^,;。!?\d\n]{0,14})")
_EVERY = re.compile(r"(?:村村|户户|组组)(?P<verb>通)(?P<object>[^,;。!?\d\n]{0,8})")
_NONE = re.compile(r"(?:未|没有)(?P<verb>发生|出现)(?:一起|一例|一件|任何)(?P<object>[^,;。!?\d\n]{2,14})")
_DUE = re.compile(r"应(?P<verb>.)尽(?P=verb)")
_RATE = re.compile(r"(?P<verb>[一-鿿]{2})率(?:为|达到?|均|是)*$")
_OTHER = re.compile(r"其中|今年|当年|新增|去年|上年|每|累计|应|计划|一般|轻微|其他|其余|另")
_AIM = re.compile(r"(?:力争|争取|努力|目标|确保|保证|要求|计划(?!的)|拟|将|要)[^,;。]{0,14}$")
_STANDS = re.compile(r"已|目前|现|截至|年底|完成|实际|完工|竣工")
_NEAR, _SENTENCES = 3, 1


def check(passage: Passage) -> Iterator[Finding]:
    """Every claim of a kind with the counts near it that name its verb or noun."""
    for pattern, counted in ((_ALL_DONE, _done), (_EVERY, _done), (_NONE, _happened), (_DUE, _helped)):
        for claim in pattern.finditer(passage.text):
            if not _AIM.search(passage.text[max(0, claim.start() - 16) : claim.start()]):
                yield from counted(passage, claim)
    for p in passage.numbers:
        if p.kind == "rate" and p.unit == "pct" and p.value == 100 and not (p.change or p.target or p.baseline):
            yield from _left_out(passage, p)


def _done(passage: Passage, claim: re.Match[str]) -> Iterator[Finding]:
    """32个项目全部完工，截至年底完工29个: fewer than the count right in front of the claim."""
    at = bisect_left(passage.starts, claim.start())
    whole = passage.numbers[at - 1] if at else None
    if whole is None or not whole.level or re.search(r"[,;。\n]", passage.text[whole.end : claim.start()]):
        return
    for n in _following(passage, at, whole):
        words = n.lead + n.tail
        named = claim.group("verb") in words and (not claim.group("object") or _same_object(claim.group("object"), words))
        if n.unit == whole.unit and named and _STANDS.search(n.lead) and not _OTHER.search(n.lead) and n.high < whole.low:
            yield judge_counts(claim, (whole, n), whole)
            return


def _same_object(given: str, words: str) -> bool:
    return shared_words(given, words) > 0 or given[:1] in ("。", "")


def _happened(passage: Passage, claim: re.Match[str]) -> Iterator[Finding]:
    """未发生一起生产安全事故，…共发生生产安全事故6起."""
    at = bisect_left(passage.starts, claim.end())
    for n in passage.numbers[at : at + _NEAR]:
        if n.start - claim.end() > 60 or "\n" in passage.text[claim.end() : n.start]:
            return
        same = claim.group("verb") in n.lead and shared_words(claim.group("object"), n.head) >= 2
        if n.level and not n.target and n.dimension == "count" and same and n.low > 0 and not _OTHER.search(n.lead):
            yield judge_counts(claim, (n,), None)
            return


def _helped(passage: Passage, claim: re.Match[str]) -> Iterator[Finding]:
    """应助尽助，困难学生1286人，资助1102人: who was helped right behind who was due."""
    at = bisect_left(passage.starts, claim.end())
    pair = passage.numbers[at : at + 2]
    if len(pair) < 2:
        return
    whole, n = pair
    alike = whole.level and n.level and whole.unit == n.unit == "person" and whole.sentence == n.sentence and n.rank <= CLAUSE
    near = not re.search(r"[。\n]", passage.text[claim.end() : whole.start])
    named = n.head.endswith(claim.group("verb")) and claim.group("verb") not in whole.head
    if alike and near and named and n.high < whole.low and not _OTHER.search(n.lead + whole.lead):
        yield judge_counts(claim, (whole, n), whole)


def _left_out(passage: Passage, p: Number) -> Iterator[Finding]:
    """入学率100%，仍有26名适龄儿童未入学."""
    rate = _RATE.search(p.own)
    following = next(passage.after(p, limit=1), None)
    if rate is None or following is None or not following.level or following.rank > CLAUSE or following.target:
        return
    behind = passage.text[following.end : following.end + 14].split(",")[0].split("。")[0]
    if re.search(rf"(?:未|没有|没){rate.group('verb')}", following.head + "|" + behind) and following.low > 0:
        yield judge_counts(None, (p, following), None)


def _following(passage: Passage, at: int, whole: Number) -> Iterator[Number]:
    for n in passage.numbers[at : at + _NEAR]:
        if n.sentence - whole.sentence > _SENTENCES or n.paragraph != whole.paragraph:
            return
        if n.level and not n.target:
            yield n
