"""Derived indicators: a formula over catalogue ids, computed with intervals so that the rounding of its parts is carried on.

A formula knows + - * / and parentheses, ids, numbers, and the name ``months``: the months of the period. A yearly report is
written between November and January, so a year stands for eleven to twelve months, and twelve give the printed value.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from chengxi_analysis.model import Interval

_MONTH = re.compile(r"(\d{4})(?:-(\d{2}))?")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with the interval that it can stand for."""

    value: float
    interval: Interval


def ids_of(formula: str) -> tuple[str, ...]:
    """The indicators a formula rests on, in the order in which it names them.

    Examples
    --------
    >>> ids_of("100 * a / (a + b) / months")
    ('a', 'b')
    """
    names = sorted((n for n in ast.walk(_parse(formula)) if isinstance(n, ast.Name)), key=lambda n: n.col_offset)
    return tuple(dict.fromkeys(n.id for n in names if n.id != "months"))


def evaluate(formula: str, known: Mapping[str, Quantity], time_period: str | None = None) -> Quantity | None:
    """Value of a formula; None where a part is missing, a divisor can be zero, or the months are unknown.

    Parameters
    ----------
    formula : str
        As in ``indicators.yml``.
    known : mapping of str to Quantity
        The indicators, by id.
    time_period : str, optional
        ISO 8601 period, for ``months``.

    Examples
    --------
    >>> exact = lambda x: Quantity(x, Interval(x, x))
    >>> q = evaluate("100 * done / due", {"done": exact(63), "due": exact(99)})
    >>> round(q.value, 2), q.interval.low == q.interval.high
    (63.64, True)
    """
    values = dict(known)
    months = months_of(time_period)
    if months is not None:
        values["months"] = months
    return _compute(_parse(formula).body, values)


def months_of(time_period: str | None) -> Quantity | None:
    """Months of an ISO 8601 period.

    Examples
    --------
    >>> months_of("2022").interval, months_of("2022-01/2022-10").value, months_of("2001/2005").value
    (Interval(low=11, high=12), 10, 60)
    """
    found = _MONTH.findall(time_period or "")
    if not found:
        return None
    (first_year, first_month), (last_year, last_month) = found[0], found[-1]
    if not first_month and len(found) == 1:
        return Quantity(12, Interval(11, 12))
    count = (int(last_year) - int(first_year)) * 12 + int(last_month or 12) - int(first_month or 1) + 1
    return Quantity(count, Interval(count, count)) if count > 0 else None


def breaches(formulas: Mapping[str, str | None]) -> list[tuple[str, str]]:
    """What is wrong with the formulas of a catalogue: no formula, unknown ids, or a circle.

    Examples
    --------
    >>> breaches({"a": "b + 1", "b": "a * 2", "c": "a / d", "e": "f("})[:2]
    [('a', 'goes in a circle'), ('b', 'goes in a circle')]
    """
    rests: dict[str, tuple[str, ...]] = {}
    out = []
    for name, formula in formulas.items():
        if formula is None:
            continue
        try:
            rests[name] = ids_of(formula)
        except ValueError as error:
            out.append((name, str(error)))
    for name, parts in rests.items():
        out.extend((name, f"names the unknown indicator {part}") for part in parts if part not in formulas)
    return [(name, "goes in a circle") for name in rests if _reaches(name, name, rests)] + out


def in_order(formulas: Mapping[str, str]) -> list[str]:
    """Names sorted so that each formula comes behind those it rests on."""
    done: list[str] = []

    def visit(name: str) -> None:
        if name not in done:
            for part in ids_of(formulas[name]):
                if part in formulas:
                    visit(part)
            done.append(name)

    for name in formulas:
        visit(name)
    return done


def _reaches(start: str, goal: str, rests: Mapping[str, tuple[str, ...]]) -> bool:
    seen: set[str] = set()
    stack = list(rests.get(start, ()))
    while stack:
        name = stack.pop()
        if name == goal:
            return True
        if name not in seen:
            seen.add(name)
            stack.extend(rests.get(name, ()))
    return False


@cache
def _parse(formula: str) -> ast.Expression:
    try:
        tree = ast.parse(formula, mode="eval")
    except SyntaxError as error:
        raise ValueError(f"{formula!r} is no formula") from error
    allowed = (ast.Expression, ast.BinOp, ast.Name, ast.Load, ast.Constant, *_OPERATORS)
    for node in ast.walk(tree):
        if not isinstance(node, allowed) or (isinstance(node, ast.Constant) and not isinstance(node.value, int | float)):
            raise ValueError(f"{formula!r} may hold ids, numbers, + - * / and parentheses only")
    return tree


def _compute(node: ast.expr, values: Mapping[str, Quantity]) -> Quantity | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return Quantity(node.value, Interval(node.value, node.value))
    if isinstance(node, ast.Name):
        return values.get(node.id)
    if not isinstance(node, ast.BinOp):
        raise ValueError("not an arithmetic expression")
    left, right = _compute(node.left, values), _compute(node.right, values)
    if left is None or right is None:
        return None
    return _OPERATORS[type(node.op)](left, right)


def _add(a: Quantity, b: Quantity) -> Quantity:
    return Quantity(a.value + b.value, a.interval + b.interval)


def _subtract(a: Quantity, b: Quantity) -> Quantity:
    return Quantity(a.value - b.value, a.interval - b.interval)


def _multiply(a: Quantity, b: Quantity) -> Quantity:
    return Quantity(a.value * b.value, _product(a.interval, b.interval))


def _divide(a: Quantity, b: Quantity) -> Quantity | None:
    """Counts, areas and sums of money are not negative: a divisor that may be zero gives no value."""
    low, high = b.interval.low, b.interval.high
    if not b.value or low is None or low <= 0:
        return None
    inverse = Interval(0.0 if high is None else 1 / high, 1 / low)
    return Quantity(a.value / b.value, _quotient(a.interval, b.interval, inverse))


def _quotient(a: Interval, b: Interval, inverse: Interval) -> Interval:
    """a / b; where both ends are known, divided directly, so that 100 * 63 / 63 is 100 and not 99.99999."""
    if a.low is not None and a.high is not None and a.low >= 0 and b.low and b.high:
        return Interval(a.low / b.high, a.high / b.low)
    return _product(a, inverse)


def _product(a: Interval, b: Interval) -> Interval:
    """Product of intervals of numbers that are not negative, or of closed ones."""
    if None not in (a.low, a.high, b.low, b.high):
        ends = [x * y for x in (a.low, a.high) for y in (b.low, b.high)]  # type: ignore[operator]
        return Interval(min(ends), max(ends))
    low = 0.0 if a.low is None or b.low is None else a.low * b.low
    high = None if a.high is None or b.high is None else a.high * b.high
    return Interval(low, high)


_OPERATORS: dict[type, Callable[[Quantity, Quantity], Quantity | None]] = {
    ast.Add: _add,
    ast.Sub: _subtract,
    ast.Mult: _multiply,
    ast.Div: _divide,
}
