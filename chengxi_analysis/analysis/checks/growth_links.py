"""What the words tie to a change: the level reached, the earlier level, the increment (由A增长到B；A件B人，去年同期为a件b人，件数下降…)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chengxi_analysis.analysis import wording as w
from chengxi_analysis.analysis.linking import CLAUSE, LISTED, Number, Passage, same_unit

#: 件数下降, 人数同比增长: the change names the counter of what changed.
_COUNTER = re.compile(r"(?P<counter>[^\d,;、]{1,2}?)数(?:量)?(?:同比|比[^,;\d]{1,4}|较[^,;\d]{1,4})?(?:分别)?$")
_LEVELS_BACK = 8
_NAMED = 2
#: Words of a change that name no subject: when, since when, that it rose, and by how much.
_COMPARISON = re.compile(r"(?:同比|环比|按可比|比|较|与)(?:[^,;]|(?<=\d),(?=\d))*$")
_NO_SUBJECT = re.compile(
    rf"其中|全年|累计|[一二三四五六七八九十两几\d]+年|年均|分别|实际|平均|每年|{w.RISE_WORDS}|{w.FALL_WORDS}|[\s了率幅度为约近达的又净共各再总计合额量数,;:、.%()“”\d]"
)
#: Characters that every sum has in its name.
_ANY_SUM = "总计合额量数的年全"


@dataclass(slots=True)
class GrowthLink:
    """What the words tie to a change: the level reached, the earlier level, and the absolute increment."""

    change: Number
    level: Number | None = None
    base: Number | None = None
    increment: Number | None = None

    @property
    def numbers(self) -> tuple[Number, ...]:
        """All that are known."""
        return tuple(n for n in (self.level, self.base, self.increment, self.change) if n is not None)


def links(passage: Passage) -> Iterator[GrowthLink]:
    """Every change with the levels that its clause and the one before name."""
    for c in passage.numbers:
        if c.change and not c.threshold and (c.kind != "amount" or c.value >= 0):
            yield _neighbors(passage, c)


def _neighbors(passage: Passage, c: Number) -> GrowthLink:
    link = GrowthLink(c)
    for q in _candidates(passage, c):
        if _of_another_subject(passage, q, link):
            if ";" in passage.text[q.end : c.start]:
                break
            continue
        if "占" in q.lead and (q.kind == "amount" or c.kind != "points") and q.clause != c.clause:
            if ";" in q.sep:
                break  # the share opens its part of the sentence: what stands before is another measure
            continue
        if q.change:
            if q.kind == "amount" and link.increment is None and c.kind == "rate" and q.place == c.place - 1 and link.level is None:
                if _of_two_bases(q, c):
                    break
                link.increment = q
            elif q.kind == "rate" and link.level is None and (w.YEARLY.search(c.lead) or c.kind != "rate"):
                continue
            else:
                break
        elif not _fits(q, link):
            if link.level is None and q.mean:
                continue
            break
        elif q.baseline:
            if link.base is not None:
                break
            link.base = q
        elif link.level is None:
            link.level = q
            link.base = link.base or q.from_number
            if link.base is None and not q.from_number:
                break
        else:
            break
    return link if link.base or link.increment else _increment_behind(passage, link)


def _of_another_subject(passage: Passage, q: Number, link: GrowthLink) -> bool:
    """The words since a level name something else that rose: a subject of its own behind a semicolon, or in front of the increment.

    税收2.1亿元;争取资金增加1.8亿元,增长15%; 收入858万元、支出781万元,收入增加245万元,增长40%.
    """
    if q.change or q.baseline:
        return False
    between = passage.text[q.end : link.change.start]
    following = passage.numbers[q.place + 1]
    if ";" in between and len(_subject_of(between.rpartition(";")[2] if following is link.change else following.own)) >= _NAMED:
        return True
    rising = link.increment
    if rising is None or rising.clause == q.clause:
        return False
    name = _subject_of(rising.own)
    called = q.own if len(_subject_of(q.own)) >= _NAMED else q.label
    return len(name) >= _NAMED and not (set(name) & set(called)) - set(_ANY_SUM)


def _subject_of(words: str) -> str:
    """What the words in front of a number say that rose, without the comparison and the rise itself."""
    return _NO_SUBJECT.sub("", _COMPARISON.sub("", words))


def _of_two_bases(a: Number, b: Number) -> bool:
    """同比增长7.7%，较年初增加908亿元: two changes, each since another time."""
    ours, theirs = ({name for name, words in w.BASES if words.search(n.lead)} for n in (a, b))
    return bool(ours and theirs and not ours & theirs)


def _increment_behind(passage: Passage, link: GrowthLink) -> GrowthLink:
    """262件，同比下降2.6%，同比减少7件: the increment may follow the rate."""
    c, level = link.change, link.level
    following = next(iter(passage.after(c, limit=1)), None)
    if level is None or c.kind != "rate" or following is None or following.rank > CLAUSE or following.brackets != c.brackets:
        return link
    if _of_two_bases(c, following):
        return link
    if following.kind == "amount" and following.change == c.change and following.unit == level.unit and level.place == c.place - 1:
        after = next(iter(passage.after(following, limit=1)), None)
        if after is None or not (after.kind == "rate" and after.change and after.rank <= CLAUSE):
            link.increment = following
    return link


def _candidates(passage: Passage, c: Number) -> Iterator[Number]:
    """Numbers before a change in its sentence, the bracket of an earlier value (上年为A) included."""
    for q in reversed(passage.numbers[max(0, c.place - 6) : c.place]):
        if q.sentence != c.sentence:
            return
        open_to_c = not q.brackets or all(b in c.brackets for b in q.brackets)
        if open_to_c or (q.baseline and len(q.brackets) == len(c.brackets) + 1):
            yield q


def _fits(q: Number, link: GrowthLink) -> bool:
    """A level that this change can be of: points go with rates, amounts with amounts of one unit."""
    if q.threshold or q.kind in ("points", "multiple"):
        return False
    c = link.change
    if c.kind == "points":
        return q.kind == "rate"
    others = [n for n in (link.level, link.base, link.increment) if n is not None]
    if c.kind == "amount":
        others.append(c)
    if any(n.kind != q.kind or not same_unit(n, q) for n in others):
        return False
    if _mean_of_years(q) and link.base is not None and not link.base.mean:
        return False
    return not (q.mean and any(n.magnitude != q.magnitude or n.unit != q.unit for n in others)) and (q.kind == "amount" or c.kind == "rate")


def _mean_of_years(q: Number) -> bool:
    """年平均2260万元: no level that a year's figure has led to."""
    return q.mean is not None and q.mean.groupdict().get("each") in ("年", "月", "日", "季")


def parallel(passage: Passage) -> Iterator[GrowthLink]:
    """A、B、C a、b、c，去年分别为…，同比分别下降x、y、z: the k-th change belongs to the k-th level and base."""
    for first in passage.numbers:
        if not first.change or first.kind != "rate" or "分别" not in first.lead or (first.rank == LISTED and not first.head):
            continue
        changes = _list_from(passage, first)
        k = len(changes)
        if k < 2 or first.place < k:
            continue
        near = [q for q in reversed(passage.numbers[max(0, first.place - 2 * k) : first.place]) if q.sentence == first.sentence][::-1]
        bases = [q for q in near[-k:] if q.baseline]
        if len(bases) == k and len(near) == 2 * k:
            levels = near[:k]
        elif not bases and len(near) >= k:
            levels, bases = near[-k:], [None] * k  # type: ignore[list-item]
        else:
            continue
        if any(b is not None and not same_unit(a, b) for a, b in zip(levels, bases, strict=True)):
            continue
        for level, base, change in zip(levels, bases, changes, strict=True):
            yield GrowthLink(change, level, base)


def _list_from(passage: Passage, first: Number) -> list[Number]:
    found = [first]
    for q in passage.after(first):
        if q.kind != first.kind or not q.change or q.rank != LISTED or len(q.head) > 3:
            break
        found.append(q)
    return found


def by_counter(passage: Passage) -> Iterator[GrowthLink]:
    """95件134人，去年同期为200件377人，件数下降x、人数下降y: each change is of the level and base that are counted in what it names."""
    for c in passage.numbers:
        if c.kind != "rate" or not c.change or c.threshold or "分别" in c.lead:
            continue
        named = _COUNTER.search(re.sub(r"(?:增长|增加|上升|下降|减少|降低)(?:了|约|达)*$", "", c.head))
        if named is None:
            continue
        near = [q for q in passage.before(c, limit=_LEVELS_BACK) if q.paragraph == c.paragraph and q.unit_text]
        counted = [q for q in near if named.group("counter").endswith(q.unit_text)]
        level = next((q for q in counted if q.level), None)
        base = next((q for q in counted if q.baseline and q.kind == "amount"), None)
        if len(counted) == 2 and level is not None and base is not None and same_unit(level, base):
            yield GrowthLink(c, level, base)
