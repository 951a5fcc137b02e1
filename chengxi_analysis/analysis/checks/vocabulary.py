"""The words of ``vocabulary.yml`` as patterns: what divides a whole, which stage comes first, what goes off and what is left."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FILE = Path(__file__).with_name("vocabulary.yml")


@dataclass(frozen=True, slots=True)
class Order:
    """Two stages of one matter; `fixed` where their words alone say that it is one, `counted` where it is not of money or measures."""

    earlier: re.Pattern[str]
    later: re.Pattern[str]
    fixed: bool
    counted: bool


@cache
def _raw() -> dict[str, Any]:
    return dict(yaml.load(_FILE.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))


@cache
def words(name: str) -> re.Pattern[str]:
    """A list of words, or words with ``|`` between, as one pattern."""
    given = _raw()[name]
    return re.compile("|".join(given) if isinstance(given, list) else given)


@cache
def with_verb(name: str) -> re.Pattern[str]:
    """The same words, each with the verb behind it (应参加, 实际参加)."""
    return re.compile(rf"(?:{words(name).pattern})(?P<verb>[一-鿿]{{1,2}})")


@cache
def alias(rate: str) -> re.Pattern[str] | None:
    """What the part of a rate is called where the rate has another name for it."""
    found = _raw()["aliases"].get(rate)
    return re.compile(found) if found else None


@cache
def orders() -> tuple[Order, ...]:
    """Stages, in the order of the file."""
    return tuple(
        Order(re.compile(o["earlier"]), re.compile(o["later"]), o.get("fixed", False), o.get("counted", False)) for o in _raw()["orders"]
    )


@cache
def any_later() -> re.Pattern[str]:
    """Any word of a later stage: most numbers have none."""
    return re.compile("|".join(o["later"] for o in _raw()["orders"]))


@cache
def scales() -> tuple[re.Pattern[str], ...]:
    """What the limits of classes are counted in."""
    return tuple(re.compile(s) for s in _raw()["scales"])


@cache
def _partitions() -> tuple[tuple[tuple[str, ...], ...], ...]:
    return tuple(tuple(tuple(member.split("|")) for member in p) for p in _raw()["partitions"])


@cache
def divided(names: tuple[str, ...]) -> tuple[str, ...] | None:
    """What is left of the names of a list when the members of a complete division are taken out of them; None where they are none.

    Examples
    --------
    >>> divided(("男职工", "女职工")), divided(("男职工", "党员")), divided(("党员干部", "非党员干部"))
    (('职工', '职工'), None, ('党员干部', '党员干部'))
    >>> divided(("第一产业", "二产", "服务业")), divided(("合格", "不合格"))
    (('', '', ''), ('', ''))
    """
    if len(names) == 2 and any(a.replace("非", "", 1) == b for a, b in (names, names[::-1]) if "非" in a):
        return (min(names, key=len),) * 2
    for partition in _partitions():
        if len(partition) == len(names):
            rests = _matched(names, partition)
            if rests is not None:
                return rests
    return None


def _matched(names: tuple[str, ...], partition: tuple[tuple[str, ...], ...]) -> tuple[str, ...] | None:
    """Each name holds one member, and every member has its name; of two members the longer counts (不合格, 合格)."""
    taken: dict[int, str] = {}
    rests = []
    for name in names:
        found = [(len(word), k, word) for k, member in enumerate(partition) for word in member if word in name]
        if not found:
            return None
        _, k, word = max(found)
        if k in taken:
            return None
        taken[k] = word
        rests.append(name.replace(word, "", 1))
    return tuple(rests)
