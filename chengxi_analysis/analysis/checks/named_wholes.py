"""Percentages whose whole is called by name and whose part is not stated: can a whole number of cases give them?

党支部23个，先进党支部占35.5%: the share names the noun that was counted. 28所中小学，其中71.1%的学校…: 其中 opens what was counted right
before it. 12家企业标准化达标率92.5%: the rate's own words begin with the noun. 民生工程32项，完工率92.8%: what is finished are the works.
The tie is always a noun or a word of this kind, never a value; the test is that of :mod:`granularity`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from chengxi_analysis.analysis import wording as w
from chengxi_analysis.analysis.checks import granularity
from chengxi_analysis.analysis.checks.finding import Finding, untestable
from chengxi_analysis.analysis.checks.rate import RateLink
from chengxi_analysis.analysis.linking import CLAUSE, Number, Passage

_BEHIND = r"(?:总?数|总量)?的?(?:比例|比重|比)?(?:为|达到?|约|近|只|仅)*$"
_SHARE = re.compile(rf"(?P<some>[^,;:、()\d占]{{2,18}})占(?:比|其中?)?(?P<of>[^,;、\d占]{{0,6}}?){_BEHIND}")
_RATE = re.compile(r"^(?P<name>[^\d,;、%占率]{2,3})率(?:为|达到?|是|约|均|已)*$")
_OF_NOUN = re.compile(
    r"^[^,;、占率]{0,10}?(?:企业|公司|单位|厂|商户|门店|医院|学校|村|社区)"
    r"(?:安全|生产|标准化|规范化|环保|环境|消防|质量|卫生|综合|总体|建设|创建)*(?P<name>达标|开工|完工|竣工|投产|建成|创建|签约|入驻)率(?:为|达到?|是|约|均|已)*$"
)
#: Rates that are of everything that was counted in such a unit right before them.
_OF_COUNTED = {
    "case": "办结 答复 办复 回复 结案",
    "item": "办结 答复 办复 回复 完工 开工 竣工 投产 建成 通车",
    "person": "参训 优秀 称职",
    "firm": "开工 投产",
}
#: What must have been done to all who were counted: 对86名干部进行培训, and not 培训86名干部, who are those that came.
_DONE_TO_ALL = {
    "参训": re.compile(r"对[^|培]*\|[^|]*培训"),
    "优秀": re.compile(r"测评|考核|评议|考评|考察"),
    "称职": re.compile(r"测评|考核|评议|考评|考察"),
}
#: What may be counted by its kind and then called by the name of all kinds: 28所中小学，其中71.1%的学校.
_KINDS_OF = {"学校": "中小学 小学 中学 初中 高中", "企业": "公司 厂 厂家", "村庄": "村", "干部": "党员干部"}
_WITH_EARLIER = re.compile(r"含|上年|去年|历年|累计")
_NOT_ALL = re.compile(r"其中|以上|抽|每|其余|部分")
_OWN_GROUP = re.compile(r"的$")
_SHORTEST = 2


def check(passage: Passage, found: Iterable[RateLink]) -> Iterator[Finding]:
    """Rates for which the text gives no part: the test of their whole where the words name it."""
    for link in found:
        p = link.rate
        if _part_stated(link) or p.unit != "pct" or p.bound != "exact" or p.target:
            continue
        yield from _judged(passage, p, link.name)
    for p in passage.numbers:
        if p.kind == "rate" and p.unit == "pct" and p.own == "其中" and not p.change and p.bound == "exact":
            yield from _judged(passage, p, "其中")


def true_reason(passage: Passage, finding: Finding) -> Finding:
    """A rate that cannot be tested although its sentence counts two things of one kind: what is missing is the tie and not the counts."""
    if finding.verdict != "untestable" or finding.reason != "numerator or denominator not stated":
        return finding
    p = finding.numbers[-1]
    units = [q.unit for q in passage.before(p) if q.level]
    if len(units) == len(set(units)):
        return finding
    return untestable(
        "rate", finding.numbers, "link not certain",
        f"文中没有写明“{p.text}”由哪两个数得出，无法判断。", f"The text does not say which counts “{p.text}” comes from.",
    )  # fmt: skip


def _part_stated(link: RateLink) -> bool:
    """A count that the rate's verb names (民生工程32项 is none of 完工率), or one that stands beside its whole."""
    return link.part is not None and (bool(link.wholes) or link.name.removesuffix("率")[-2:] in link.part.phrase)


def _judged(passage: Passage, p: Number, name: str) -> Iterator[Finding]:
    whole = _counted_before(passage, p)
    if whole is None or w.CARRIED_OVER.search(passage.text[max(0, whole.start - 20) : p.end + 12]):
        return
    if _WITH_EARLIER.search(passage.text[whole.end : p.start]):
        return
    tied = _tied_by_noun(whole, p)
    if tied or _of_all_counted(whole, p):
        finding = granularity.judge(RateLink(p, name, None, [whole]), "error" if tied else "warning")
        if finding is not None and finding.verdict != "untestable":
            yield finding


def _counted_before(passage: Passage, p: Number) -> Number | None:
    """The count right in front of a percentage; other percentages of the same whole may stand between."""
    for q in passage.before(p):
        if q.kind == "rate" and not q.change and q.rank <= CLAUSE and not q.brackets:
            continue
        counted = q.level and not q.target and q.dimension == "count" and granularity.plain_count(q)
        some = _NOT_ALL.search(q.head[-6:] + q.tail[:4])
        return q if counted and not some and q.brackets == p.brackets else None
    return None


def _tied_by_noun(whole: Number, p: Number) -> bool:
    """The share or the rate names the noun that was counted."""
    if p.own == "其中":
        some, noun = p.tail.removeprefix("的"), _noun(whole)
        same = some[:2] == noun[-2:] or any(noun.endswith(kind) for kind in _KINDS_OF.get(some[:2], "").split())
        return p.tail.startswith("的") and same and p.place == whole.place + 1
    share = _SHARE.search(p.own)
    if share is not None:
        some, of = share.group("some"), share.group("of")
        return _names(whole, some) and (not of or _names(whole, of, longer=False))
    return False


def _of_all_counted(whole: Number, p: Number) -> bool:
    """A rate in the clause of the noun, or right behind a count of what it can only be of; 大学以上学历的占…: of those just counted."""
    if p.place != whole.place + 1:
        return False
    if p.clause == whole.clause:
        return not whole.tail and _OF_NOUN.search(p.head) is not None
    if p.rank > CLAUSE:
        return False
    if _SHARE.search(p.own):
        share = _SHARE.search(p.own)
        return share is not None and _OWN_GROUP.search(share.group("some")) is not None and not share.group("of")
    rate = _RATE.search(p.own)
    if rate is None or rate.group("name") not in _OF_COUNTED.get(whole.unit, "").split():
        return False
    done = _DONE_TO_ALL.get(rate.group("name"))
    return done is None or done.search(f"{whole.lead}|{whole.tail}") is not None


def _noun(whole: Number) -> str:
    """What was counted: behind the counter (17个行政村), else in front of it (党支部23个)."""
    behind = re.match(r"[^,;。的]{0,8}", whole.tail)
    return (behind.group() if behind else "") or whole.head


def _names(whole: Number, words: str, longer: bool = True) -> bool:
    """Words that end with the counted noun and narrow it (先进党支部, 通沥青路的行政村, 通自来水的村)."""
    last = words.rpartition("的")[2]
    if whole.tail:
        common = next((last[-k:] for k in range(len(last), 0, -1) if whole.tail.startswith(last[-k:])), "")
        short_for = "的" in words and len(last) == 1 and _noun(whole).endswith(last)
    else:
        common = next((last[-k:] for k in range(len(last), 0, -1) if whole.head.endswith(last[-k:])), "")
        short_for = "的" in words and len(last) == 1 and whole.head.endswith(last)
    return short_for or (len(common) >= _SHORTEST and (not longer or common != words))
