"""Chinese local-government work reports as trustworthy data: tidy tables, an arithmetic audit, and comparisons with targets.

>>> import chengxi_analysis as ca
>>> report = ca.read_report(ca.reports_path() / "chengxi-2022.txt")
>>> report.document.metadata.period
'2022'

Nothing heavy is imported before the first call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from chengxi_analysis.api import Report, audit, compare, extract, indicators, read_report, run
    from chengxi_analysis.resources import reports_path

__all__ = ["Report", "audit", "compare", "extract", "indicators", "read_report", "reports_path", "run"]


def __getattr__(name: str) -> Any:
    """Fetch the public names on first use; everything else about the package is cheap."""
    from importlib import import_module, metadata

    if name == "__version__":
        return metadata.version("chengxi-analysis")
    if name in __all__:
        return getattr(import_module("chengxi_analysis.resources" if name == "reports_path" else "chengxi_analysis.api"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__, "__version__"])
