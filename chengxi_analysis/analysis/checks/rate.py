"""Rates and shares: a of b against the percentage the text states (办结率, 管控率, 占总户数的60.3%).

The rate's own name says which count is its numerator (管控率: 已落实管控63人); the whole stands before it, in the same sentence.
Recomputing stated results from the figures beside them follows statcheck (Nuijten, Hartgerink, van Assen, Epskamp and Wicherts 2016,
The prevalence of statistical reporting errors in psychology, Behavior Research Methods 48, 1205-1226); cross-checking the numbers of
one disclosure document follows Cao, Li, Luo, Wang and Zhou 2018 (Towards automatic numerical cross-checking, WWW '18).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from chengxi_analysis.analysis import wording as w
from chengxi_analysis.analysis.checks import rate_scope as scope
from chengxi_analysis.analysis.checks.finding import Finding, agree, compare, untestable
from chengxi_analysis.analysis.linking import HALF_STOP, STOP, Number, Passage, complementary, same_unit, shared_words
from chengxi_analysis.model import Interval

_RATE = re.compile(r"([^\d,;、%率占]{1,14})(?:率|比例)(?!先)([^率,;\d]{0,10})$")
_SHARE = re.compile(r"占(?:到)?([^占,;\d]{0,16}?)(?:\d[^占,;]{0,14}?)?的?(?:比例|比重|比率|比)?(?:为|达到?|约|近|超过?|的|了|只有|仅)*$")
_GENERIC = re.compile(r"^(?:其中|使|全年|全[镇县市区街乡省]|累计|平均|总体|综合|的)+")
_STANDARD_WHOLES = ((re.compile(r"孕产妇|产妇|婴儿|新生儿|儿童"), re.compile(r"死亡"), re.compile(r"活产")),)
_GROUP = re.compile(r"人群|人口|儿童|老年|老人|学生|妇女|贫困|低保|残疾|党员|农民|居民|企业|社区|岁")
_PLAN = re.compile(r"(?:完成|为|占|达到?)[^,;]{0,10}(?:预算|计划|任务|目标)[^,;]{0,6}$")
_DUE = re.compile(r"应|需|须|拟|计划|任务|目标|总")
_DOUBTFUL, _LIKELY, _SURE = 1.6, 3.0, math.inf
_NEAR, _FAR = 4, 20
_ALL, _ABSURD, _FOLLY = 100.0, 200.0, 1000.0
#: What a rate is of differs from what stands beside it more often than anything else does.
_FOOTING = ("比率与所列各数的统计口径也可能不同。", "The rate and the counts may be on different footings.")
#: Rates of fewer decimals fit some pair of counts too easily to tell anything.
_TELLING = 1


def quotient(part: Interval, whole: Interval, scale: float = 100.0) -> Interval:
    """Interval of part / whole in percent (or another scale).

    Examples
    --------
    >>> quotient(Interval(18, 18), Interval(22, 22))
    Interval(low=81.81818181818183, high=81.81818181818183)
    >>> quotient(Interval(1, 2), Interval(0, 4))
    Interval(low=25.0, high=None)
    """
    low = 0.0 if part.low is None or not whole.high else part.low / whole.high * scale
    high = None if part.high is None or not whole.low or whole.low <= 0 else part.high / whole.low * scale
    return Interval(low, high)


@dataclass(slots=True)
class RateLink:
    """What the words say a rate is made of: one part, and the wholes it may be of, the likeliest first.

    `factor` bounds how far the recomputed rate may lie from the stated one before the link itself is doubted.
    """

    rate: Number
    name: str
    part: Number | None
    wholes: list[Number]
    factor: float = math.inf

    @property
    def strong(self) -> bool:
        """The words leave no doubt, whatever the numbers are."""
        return math.isinf(self.factor)


def check(passage: Passage, found: Iterable[RateLink]) -> Iterator[Finding]:
    """All rates and shares of a report, as :func:`links` found them."""
    taken: set[tuple[int, int]] = set()
    for link in found:
        finding = judge(link)
        pair = (finding.numbers[0].place, finding.numbers[1].place) if len(finding.numbers) > 2 else None
        if finding.verdict == "inconsistent" and (pair in taken or _others_fit(passage, link, finding)):
            finding = _doubted(link)
        elif finding.verdict == "consistent" and pair is not None:
            taken.add(pair)
        yield finding


def links(passage: Passage) -> Iterator[RateLink]:
    """Every percentage of the report with the counts that its words name."""
    for p in passage.numbers:
        if p.kind != "rate" or p.change or p.threshold or p.baseline or scope.defines_a_class(passage, p):
            continue
        words = p.from_number.lead if p.from_number else p.lead
        of_plan = _of_plan(passage, p)
        if of_plan is not None:
            yield of_plan
            continue
        share = _SHARE.search(p.lead)
        named = _RATE.search(words) or (p.from_number and re.search(r"([^\d,;、%率占]{1,14})率[^率,;\d]{0,10}$", words))
        if share:
            yield _share(passage, p, share)
        elif named:
            yield _rate(passage, p, _GENERIC.sub("", named.group(1)))


def _of_plan(passage: Passage, p: Number) -> RateLink | None:
    """收入A，完成年初预算数B的p%: A of B."""
    plan = passage.previous(p)
    if plan is None or not plan.base_of_share or plan.sentence != p.sentence or not _PLAN.search(plan.lead):
        return None
    part = next((q for q in passage.before(plan) if not q.aside), None)
    if part is None or not part.level or part.target or not same_unit(part, plan):
        return None
    return RateLink(p, "完成", part, [plan])


def judge(link: RateLink) -> Finding:
    """Compare a rate with the first whole that fits; where none fits, with the likeliest."""
    p, part = link.rate, link.part
    if part is None or not link.wholes:
        numbers = (p,) if part is None else (part, p)
        return untestable(
            "rate", numbers, "numerator or denominator not stated",
            f"“{p.label if p.label.endswith(link.name) else link.name}{p.text}”缺少可对应的分子或分母，无法复算。",
            f"The text does not give both counts behind “{p.text}”, so it cannot be recomputed.",
        )  # fmt: skip
    findings = [_against(p, part, whole) for whole in link.wholes]
    best = next((f for f in findings if f.verdict == "consistent"), findings[0])
    if best.verdict == "inconsistent" and not (_credible(best, link.factor) and _possible(best, _FOLLY if link.strong else _ABSURD)):
        return _doubted(link)
    return best


def _doubted(link: RateLink) -> Finding:
    """The words leave open which counts the rate is made of."""
    p, part = link.rate, link.part
    numbers = (p,) if part is None else (part, link.wholes[0], p)
    return untestable(
        "rate", numbers, "link not certain",
        f"文中没有写明“{p.text}”由哪两个数得出，无法判断。", f"The text does not say which counts “{p.text}” comes from.",
    )  # fmt: skip


def _others_fit(passage: Passage, link: RateLink, finding: Finding) -> bool:
    """Two other counts of the sentence give the rate to the digit: the words may mean these, so that nothing can be said."""
    p = link.rate
    if p.decimals < _TELLING:
        return False
    pairs = [(a, b) for a, b in passage.other_pairs(p, finding.numbers) if a.level and b.level and a.value > b.value]
    return any(agree(p.interval, quotient(b.interval, a.interval)) for a, b in pairs)


def _against(p: Number, part: Number, whole: Number) -> Finding:
    scale = part.factor / whole.factor / p.factor if part.unit != whole.unit else 1 / p.factor
    recomputed = quotient(part.interval, whole.interval, scale)
    how = (f"按“{part.text}”和“{whole.text}”计算", f"“{part.text}” of “{whole.text}”")
    return compare("rate", (part, whole, p), p, recomputed, how, extra=_FOOTING)


def _credible(finding: Finding, factor: float) -> bool:
    """The recomputed rate is of the size of the stated one: a sign that a link is right that the words leave open."""
    if math.isinf(factor):
        return True
    stated, recomputed = finding.numbers[-1].value, finding.recomputed
    assert recomputed is not None
    low, high = recomputed.low or 0.0, math.inf if recomputed.high is None else recomputed.high
    return low <= stated * factor and high >= stated / factor


def _possible(finding: Finding, most: float) -> bool:
    """A share of at most 100 % whose counts give far more than all is one of other counts."""
    recomputed = finding.recomputed
    return recomputed is None or recomputed.low is None or recomputed.low <= most or finding.numbers[-1].value > _ALL


def _rate(passage: Passage, p: Number, name: str) -> RateLink:
    standard = _standard(passage, p, name)
    if standard is not None:
        return standard
    part, named = (None, False) if w.MACRO_RATE.search(name) else _part_by_name(passage, p, name)
    if part is None or _of_a_group(p, part) or not _population_agrees(passage, p, name, part):
        return RateLink(p, f"{name}率", None, [])
    wholes, sure = _wholes(passage, part, name)
    if not wholes:
        wholes = _akin_in_the_sentence_before(passage, part)
        sure = False
    if not wholes and part.unit == "household":
        wholes, sure = [q for q in passage.area_totals() if q.unit == part.unit and q is not part], False
    wholes = [q for q in wholes if not scope.other_counter(q, part)]
    near = _counts_before(passage, p)
    if (wholes and scope.foreign(passage, name, part, wholes[0])) or scope.of_two_counts(name, near) or scope.carried_in(passage, part):
        return RateLink(p, f"{name}率", None, [])
    sure = sure and not p.target
    return RateLink(p, f"{name}率", part, wholes, (_SURE if named else _LIKELY) if sure else _DOUBTFUL)


def _part_by_name(passage: Passage, p: Number, name: str) -> tuple[Number | None, bool]:
    """The count whose words the rate repeats; the best match wins, the nearest among equals."""
    near = _counts_before(passage, p)
    best, best_score = None, 0
    for q in near:
        denied = w.NEGATIVE.search(q.phrase) or scope.PLACE_OF_A_DEED.search(q.phrase)
        score = 0 if denied and denied.group() not in name else shared_words(q.phrase, name[-4:])
        if score > best_score:
            best, best_score = q, score
    if best is not None and len(name) >= 4 and name[-2:] not in best.phrase and name[-4:-2] in best.phrase:
        return None, False  # 提出建议…件, 建议采纳率: the count is what the rate is of, and not how much of it was done
    if best is not None:
        return best, True
    if not near or near[0].place < p.place - 2:
        return None, False
    core, verb = name[-2:], near[0].phrase[-3:]
    return (near[0], False) if any(c in verb for c in core if c not in "化度成") else (None, False)


def _counts_before(passage: Passage, p: Number) -> list[Number]:
    """Counts in front of a rate that its own statement can be about: no semicolon and few numbers between."""
    found: list[Number] = []
    for k in range(p.place, max(0, p.place - _NEAR), -1):
        if passage.numbers[k].rank >= HALF_STOP:
            break
        q = passage.numbers[k - 1]
        if q.sentence == p.sentence and q.level and (p.target or not q.target) and all(b in p.brackets for b in q.brackets):
            found.append(q)
    return found


def _of_a_group(p: Number, part: Number) -> bool:
    """良种9万头…，其中牛的良种率93%: a rate that 其中 opens is of some of what was counted before it."""
    return "其中" in p.lead and part.clause != p.clause


def _population_agrees(passage: Passage, p: Number, name: str, part: Number) -> bool:
    """The people that the rate's words name are those of the count: 60岁以上人群接种率 is not of all doses."""
    if any(q.threshold and q.clause == p.clause for q in passage.numbers[max(0, p.place - 3) : p.place]):
        return part.clause == p.clause
    group = _GROUP.search(name)
    return group is None or group.group() in passage.text[max(0, part.start - 60) : part.end]


def _wholes(passage: Passage, part: Number, name: str) -> tuple[list[Number], bool]:
    """Amounts in front of the part that it can be a part of, and whether the words make the first of them sure."""
    found: list[Number] = []
    for q in passage.numbers[max(0, part.place - 10) : part.place][::-1]:
        if q.sentence != part.sentence:
            break
        if q.kind != "amount" or q.change or q.baseline or q.threshold or q.mean or not same_unit(q, part):
            continue
        kin = bool(shared_words(q.phrase, part.phrase) or shared_words(q.phrase, name))
        hidden = bool(q.brackets) and not all(b in part.brackets for b in q.brackets)
        if (hidden or ("其中" in q.lead and "其中" not in part.lead)) and not kin:
            continue
        if not w.REST.search(q.head) and not _has_own_share(passage, q) and not _sibling(q, part, name):
            found.append(q)
    direct = [q for q in found if q.place == part.place - 1 and part.head.startswith("中")]
    akin = [q for q in found if q.place == part.place - 1 and q.brackets and q not in direct]
    visible = [q for q in found if (not q.brackets or q.brackets == part.brackets) and q not in direct]
    ordered = direct + akin + visible + [q for q in found if q not in visible and q not in direct and q not in akin]
    first = ordered[0] if ordered else None
    sure = first is not None and (bool(direct or akin) or _adjacent(passage, first, part) or bool(shared_words(first.phrase, name)))
    return ordered, sure


def _sibling(q: Number, part: Number, name: str) -> bool:
    """Two things done alike (A防治…，B防治…，防治率), or two halves (续建, 新开工; 逮捕, 不捕): neither is the other's whole."""
    verb = name[-2:]
    alike = len(verb) == 2 and q.head.endswith(verb) and part.head.endswith(verb) and not _DUE.search(q.head)
    denied = re.search(r"(?:不|未)(?:予)?([一-鿿]{1,2})", part.head)
    opposite = denied is not None and denied.group(1)[-1] in q.head and not _DUE.search(q.head)
    return alike or opposite or complementary(q.head, part.head)


def _akin_in_the_sentence_before(passage: Passage, part: Number) -> list[Number]:
    """立刑事案件831起。破刑事案件464起: the whole may stand one sentence earlier, where it names the same thing."""
    before = [q for q in passage.before(part, sentence=False) if q.sentence == part.sentence - 1 and q.level and q.unit == part.unit]
    return [q for q in before if shared_words(q.phrase[-6:], part.phrase[-6:]) >= 2]


def _adjacent(passage: Passage, whole: Number, part: Number) -> bool:
    """Nothing stands between but brackets."""
    return all(len(q.brackets) > len(part.brackets) for q in passage.numbers[whole.place + 1 : part.place])


def _has_own_share(passage: Passage, q: Number) -> bool:
    """A人，占x%；B人，占y%: A is a sibling of B and not its whole."""
    following = next((r for r in passage.after(q, limit=_FAR) if len(r.brackets) <= len(q.brackets)), None)
    return following is not None and following.kind == "rate" and "占" in following.lead[-14:]


def _standard(passage: Passage, p: Number, name: str) -> RateLink | None:
    """Rates whose whole is fixed by definition: deaths of mothers and children are counted on live births."""
    part = next((q for q in passage.before(p) if q.level), None)
    if part is None:
        return None
    for subject, event, whole in _STANDARD_WHOLES:
        if event.search(name) and subject.search(part.lead + name) and event.search(part.lead):
            bases = [q for q in passage.levels_named(whole) if same_unit(q, part)]
            return RateLink(p, f"{name}率", part, bases[:2])
    return None


def _share(passage: Passage, p: Number, match: re.Match[str]) -> RateLink:
    """占X的p%: the part is the subject before 占, the whole is X."""
    noun = match.group(1)
    opening = p.start - len(passage.text[: p.start].rpartition("占")[2]) - 1
    named = [q for q in passage.between(opening, p.start) if q.kind == "amount" and not q.threshold]
    outside = [q for q in passage.before(p) if q.end <= opening and q.level]
    if named:
        whole = named[-1]
        part = next((q for q in outside if same_unit(q, whole)), None)
        return RateLink(p, f"占{noun}", part, [whole])
    if not outside:
        return RateLink(p, f"占{noun}", None, [])
    part = outside[0]
    if len(p.lead.partition("占")[0]) > 1 and part.clause != p.clause:
        return RateLink(p, f"占{noun}", None, [])
    if scope.of_plan(noun):
        plan = scope.plan_of_the_item(passage, part)
        return RateLink(p, f"占{noun}", part, [] if plan is None else [plan])
    all_of_it = "总" in noun
    noun = re.sub(r"^(?:全部|所有|总|全[镇县市区街乡省])|(?:总数|总量|总额|数)$", "", noun)
    if not noun:
        sure = "其中" not in part.lead and part.place == p.place - 1 and not part.brackets
        wholes = [q for q in _wholes(passage, part, "")[0] if _can_hold(q, part, p)]
        if not wholes:
            wholes, sure = [q for q in _of_which_before(passage, part) if _can_hold(q, part, p)], False
        return RateLink(p, "占比", part, wholes[:2], _SURE if sure else _DOUBTFUL)
    wholes = [q for q in passage.before(part, sentence=False, limit=_FAR) if _is_whole(q, part, noun) and _can_hold(q, part, p)]
    wholes = [q for q in wholes if scope.is_all_of(passage, q, part, noun)]
    if all_of_it:
        wholes = [q for q in wholes if re.search(r"总|共|全", q.label + q.lead)]
    open_to_doubt = len(wholes) > 1 and wholes[0].sentence != part.sentence
    wholes = wholes or [q for q in _totals(passage, part, noun) if scope.is_all_of(passage, q, part, noun)]
    if all_of_it and not wholes:
        return RateLink(p, f"占{noun}", part, _totals_akin(passage, part, noun), _LIKELY)
    return RateLink(p, f"占{noun}", part, wholes, _DOUBTFUL if open_to_doubt else _SURE)


def _can_hold(whole: Number, part: Number, p: Number) -> bool:
    """A share of at most 100 % has a whole that is no smaller than the part."""
    return p.value > 100 or whole.high * whole.factor >= part.low * part.factor


def _is_whole(q: Number, part: Number, noun: str) -> bool:
    if q.kind != "amount" or q.change or q.threshold or q.baseline or not same_unit(q, part):
        return False
    return bool(shared_words(q.phrase, noun) >= max(1, len(noun) - 2) or noun in q.label)


def _of_which_before(passage: Passage, part: Number) -> list[Number]:
    """发展党员21人。其中经济能人4人，占…: a sentence that 其中 opens divides what the sentence before it counted first."""
    first = next((q for q in passage.numbers[max(0, part.place - _FAR) : part.place + 1] if q.sentence == part.sentence), part)
    if first.rank < STOP or not first.own.startswith("其中") or part.brackets:
        return []
    before = [q for q in passage.before(first, sentence=False) if q.sentence == first.sentence - 1 and q.level and same_unit(q, part)]
    return [q for q in before[::-1] if not _has_own_share(passage, q)][:1]


def _totals_akin(passage: Passage, part: Number, noun: str) -> list[Number]:
    """牲畜总头数…，占牲畜存栏总数的: the total in front that shares a word with what the share is of."""
    before = passage.before(part, sentence=False, limit=_FAR)
    return [q for q in before if q.level and same_unit(q, part) and "总" in q.lead[-8:] and shared_words(q.lead[-12:], noun)][:2]


def _totals(passage: Passage, part: Number, noun: str) -> list[Number]:
    """The households or persons of the whole area, where the share is of these."""
    if not re.search(r"^(?:农?户|人口?|总?户|总?人口|家庭)$", noun) or part.unit not in ("household", "person"):
        return []
    return [q for q in passage.area_totals() if q.unit == part.unit]
