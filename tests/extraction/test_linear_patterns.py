"""No pattern can backtrack without bound: how it is known that reading takes linear time, beside the measurements in benchmarks/."""

from __future__ import annotations

import importlib
import pkgutil
import re
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import chengxi_analysis.extraction
import chengxi_analysis.reading

REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT)
LONGEST_BOUNDED = 64


def patterns() -> list[tuple[str, re.Pattern[str]]]:
    """Every compiled pattern of the rooms that read text, by its name."""
    found = []
    for package in (chengxi_analysis.extraction, chengxi_analysis.reading):
        for info in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            for name, value in vars(importlib.import_module(info.name)).items():
                if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                    found.append((f"{info.name}.{name}", value))
                elif isinstance(value, dict):
                    found.extend((f"{info.name}.{name}[{key}]", v) for key, v in value.items() if isinstance(v, re.Pattern))
    return found


def children(operation: Any, argument: Any) -> list[Any]:
    """The sub-patterns of one node of a parsed pattern."""
    if operation is codes.BRANCH:
        return list(argument[1])
    if operation is codes.SUBPATTERN:
        return [argument[-1]]
    if operation in (*REPEATS, codes.POSSESSIVE_REPEAT):
        return [argument[2]]
    if operation in (codes.ASSERT, codes.ASSERT_NOT):
        return [argument[1]]
    return [argument] if operation is codes.ATOMIC_GROUP else []


def unbounded_inside(parsed: Any, inside: bool = False) -> bool:
    """True where an unbounded repeat that gives characters back stands within another one: the shape that takes exponential time."""
    for operation, argument in parsed:
        unbounded = operation in REPEATS and argument[1] is codes.MAXREPEAT
        if unbounded and inside:
            return True
        deeper = inside or unbounded
        if operation in (codes.POSSESSIVE_REPEAT, codes.ATOMIC_GROUP, codes.ASSERT, codes.ASSERT_NOT):
            deeper = False
        if any(unbounded_inside(child, deeper) for child in children(operation, argument)):
            return True
    return False


def longest_repeat(parsed: Any) -> int:
    """The largest bound of a repeat that can give characters back; what a search tries at each place is no longer than that."""
    longest = 0
    for operation, argument in parsed:
        if operation in REPEATS and argument[1] is not codes.MAXREPEAT:
            longest = max(longest, int(argument[1]))
        longest = max([longest, *(longest_repeat(child) for child in children(operation, argument))])
    return longest


@pytest.mark.parametrize(("name", "pattern"), patterns(), ids=[name for name, _ in patterns()])
def test_no_unbounded_repeat_stands_within_another(name: str, pattern: re.Pattern[str]) -> None:
    parsed = parser.parse(pattern.pattern, pattern.flags)
    assert not unbounded_inside(parsed), name
    assert longest_repeat(parsed) <= LONGEST_BOUNDED, name


def test_the_check_knows_a_pattern_that_backtracks() -> None:
    assert unbounded_inside(parser.parse("(?:a+)+b", 0))
    assert not unbounded_inside(parser.parse("(?:a++)+b", 0))
