"""Area codes of the National Bureau of Statistics (2023 edition): from a code to its place, and from a name to all places of that name.

A name is no key: 24 places are called 城西街道. Codes change between editions; what is not in this one is said not to be there.
"""

from __future__ import annotations

import csv
import gzip
import io
from dataclasses import dataclass
from functools import cache

from chengxi_analysis.errors import ParameterError, ReferenceDataError
from chengxi_analysis.resources import reference_path

EDITION = "2023"
_FILE = "area_codes.csv.gz"
#: Digits of a code that are its own at each level; the rest are zeros.
_LEVELS = {2: "province", 4: "prefecture", 6: "county", 9: "township"}


@dataclass(frozen=True, slots=True)
class Area:
    """A place: twelve-digit code, name, level (province | prefecture | county | township), and its names from the province down."""

    code: str
    name: str
    level: str
    path: tuple[str, ...]

    @property
    def full_name(self) -> str:
        """All names in one, as an address is written."""
        return "".join(self.path)


def lookup(code: str) -> Area | None:
    """The place of a code, or None where the 2023 edition has none.

    Parameters
    ----------
    code : str
        2, 4, 6, 9 or 12 digits, as text; trailing zeros of the shorter forms may be there or not.

    Raises
    ------
    ParameterError
        The code is not of digits.

    Examples
    --------
    >>> lookup("441702009000").full_name
    '广东省阳江市江城区城西街道'
    >>> lookup("441702").level, lookup("990000000000") is None
    ('county', True)
    """
    if not isinstance(code, str) or not code.isdigit() or len(code) > 12:
        raise ParameterError("an area code must be text of up to twelve digits", f"it is {code!r}", "write it in quotes: '441702009000'")
    digits = own_digits(code.ljust(12, "0"))
    names = _names()
    if digits not in names:
        return None
    path = [names[digits[:n]] for n in _LEVELS if n <= len(digits) and digits[:n] in names]
    return Area(digits.ljust(12, "0"), names[digits], _LEVELS[len(digits)], tuple(path))


def find(name: str) -> list[Area]:
    """All places of a name, in the order of their codes: the caller, or a person, decides which is meant.

    A full name, or the end of one, narrows the search: 江城区城西街道.

    Examples
    --------
    >>> len(find("城西街道")), [a.code for a in find("阳江市江城区城西街道")]
    (24, ['441702009000'])
    >>> find("江城区城西街道")[0].level, find("无此地")
    ('township', [])
    """
    wanted = name.strip()
    if not wanted:
        return []
    hits = [code for code, own in _names().items() if wanted == own or (len(own) < len(wanted) and wanted.endswith(own))]
    areas = [a for a in (lookup(code) for code in sorted(hits)) if a is not None]
    exact = [a for a in areas if a.name == wanted]
    return exact or [a for a in areas if a.full_name.endswith(wanted)]


def own_digits(code: str) -> str:
    """A code without the zeros that fill it up: what all codes of places inside it begin with.

    Examples
    --------
    >>> own_digits("441702000000"), own_digits("441702009000")
    ('441702', '441702009')
    """
    for n in (9, 6, 4):
        if code[n - (3 if n == 9 else 2) : n].strip("0"):
            return code[:n]
    return code[:2]


@cache
def inside(code: str, digits: int) -> tuple[str, ...]:
    """Codes of all places of one level inside a place, without trailing zeros.

    Parameters
    ----------
    code : str
        Code of the place.
    digits : int
        4 (prefectures), 6 (counties) or 9 (townships).

    Examples
    --------
    >>> len(inside("441702000000", 9)), inside("441702000000", 9)[:2]
    (13, ('441702001', '441702002'))
    """
    own = own_digits(code)
    return tuple(sorted(c for c in _names() if len(c) == digits and c != own and c.startswith(own)))


@cache
def _names() -> dict[str, str]:
    """Code without its zeros -> name."""
    path = reference_path(_FILE)
    try:
        text = gzip.decompress(path.read_bytes()).decode("utf-8")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        remedy = "restore it from the repository"
        raise ReferenceDataError("the area codes must be a gzipped CSV file", str(error), remedy, where=path) from error
    return {row["code"]: row["name"] for row in csv.DictReader(io.StringIO(text))}
