"""Properties of the pure functions behind the checks, for any figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengxi_analysis.analysis.checks.complement import closing_stock, remainder
from chengxi_analysis.analysis.checks.finding import agree, difference
from chengxi_analysis.analysis.checks.granularity import fractions_that_fit, grim
from chengxi_analysis.analysis.checks.growth import rise, rise_from_increment, yearly
from chengxi_analysis.analysis.checks.lists import total
from chengxi_analysis.analysis.checks.parts_and_order import at_most
from chengxi_analysis.analysis.checks.rate import quotient
from chengxi_analysis.analysis.labels import slip_of_digits
from chengxi_analysis.analysis.number import half_width
from chengxi_analysis.model import Interval
from chengxi_analysis.rounding import printed_interval

counts = st.integers(1, 10**6)
decimals = st.integers(0, 3)


@given(counts, counts, decimals)
def test_a_rate_that_was_really_worked_out_is_always_accepted(a: int, b: int, places: int) -> None:
    part, whole = sorted((a, b))
    stated = printed_interval(round(part / whole * 100, places), places)
    assert agree(stated, quotient(Interval(part, part), Interval(whole, whole)))


@given(st.integers(1, 5000), st.data(), decimals)
def test_grim_accepts_every_percentage_that_some_count_gives(whole: int, data: st.DataObject, places: int) -> None:
    k = data.draw(st.integers(0, whole))
    result = grim(f"{k / whole * 100:.{places}f}", whole)
    assert result.possible
    assert 0 <= result.power <= 1


@given(st.integers(1, 300), decimals, st.data())
def test_grim_agrees_with_trying_every_count(whole: int, places: int, data: st.DataObject) -> None:
    printed = f"{data.draw(st.integers(0, 100 * 10**places)) / 10**places:.{places}f}"
    half = 0.5 * 10**-places
    fitting = [k for k in range(whole + 1) if abs(k / whole * 100 - float(printed)) <= half + 1e-9]
    assert grim(printed, whole).possible == bool(fitting)


def test_grim_of_the_seed_report() -> None:
    assert not grim("64.95", 99).possible
    assert fractions_that_fit("64.95", 63, 100) == [(63, 97)]


def test_grim_needs_a_whole() -> None:
    with pytest.raises(ValueError, match="at least one"):
        grim("50", 0)


@given(st.lists(st.integers(1, 10**7), min_size=2, max_size=12), st.integers(0, 2))
def test_rounded_parts_always_meet_their_rounded_sum(parts: list[int], places: int) -> None:
    exact = [p / 1000 for p in parts]
    printed = [printed_interval(round(x, places), places) for x in exact]
    assert agree(printed_interval(round(sum(exact), places), places), total(printed))


@given(counts, counts, decimals)
def test_a_growth_rate_that_was_really_worked_out_is_always_accepted(base: int, level: int, places: int) -> None:
    stated = printed_interval(round((level / base - 1) * 100, places), places)
    assert agree(stated, rise(Interval(base, base), Interval(level, level)))


@given(counts, counts)
def test_the_base_and_the_increment_tell_the_same(base: int, increment: int) -> None:
    level = Interval(base + increment, base + increment)
    one, other = rise(Interval(base, base), level), rise_from_increment(level, Interval(increment, increment))
    assert one.low == pytest.approx(other.low)


@given(st.floats(0.5, 30), st.integers(1, 20))
def test_the_yearly_mean_undoes_compounding(rate: float, years: int) -> None:
    base, level = 1000.0, 1000.0 * (1 + rate / 100) ** years
    assert yearly(Interval(base, base), Interval(level, level), years).low == pytest.approx(rate, rel=1e-6)


@given(counts, counts, counts)
def test_what_went_out_and_what_is_left_make_the_whole(opening: int, inflow: int, outflow: int) -> None:
    def exactly(x: int) -> Interval:
        return Interval(x, x)

    closing = closing_stock(exactly(opening), exactly(inflow), exactly(outflow))
    assert remainder(closing + exactly(outflow), exactly(inflow)) == exactly(opening)


@given(counts, counts)
def test_a_part_fits_exactly_when_it_is_not_larger(part: int, whole: int) -> None:
    assert at_most(Interval(part, part), Interval(whole, whole)) == (part <= whole)


@given(st.floats(-1e6, 1e6), st.floats(0, 1e3), st.floats(-1e6, 1e6), st.floats(0, 1e3))
def test_the_difference_is_zero_exactly_where_intervals_meet(a: float, wide: float, b: float, broad: float) -> None:
    stated, recomputed = Interval(a, a + wide), Interval(b, b + broad)
    assert (difference(stated, recomputed) == 0) == agree(stated, recomputed)


@given(st.text(max_size=200))
def test_half_width_never_moves_an_offset(text: str) -> None:
    assert len(half_width(text)) == len(text)


@given(st.integers(10, 10**9))
def test_a_slip_of_digits_is_mutual_and_never_of_equals(value: int) -> None:
    digits = str(value)
    slipped = digits[1] + digits[0] + digits[2:]
    assert slip_of_digits(digits, slipped) == slip_of_digits(slipped, digits) == (digits != slipped)
