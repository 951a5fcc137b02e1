"""Where the files that travel with the package are found: in a checkout, or inside the installed wheel.

In a checkout the analyst edits ``data/`` and ``notebooks/`` at the top level, and these are the files used;
the wheel carries a copy of them under ``chengxi_analysis/_data``.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent


def _resource(checkout: str, installed: str) -> Path:
    packaged = _PACKAGE / "_data" / installed
    return packaged if packaged.exists() else _CHECKOUT / checkout


def reference_path(name: str) -> Path:
    """Path of a file of ``data/reference``, for example ``indicators.yml``."""
    return _resource("data/reference", "reference") / name


def notebooks_path() -> Path:
    """Folder of the parameterized notebooks."""
    return _resource("notebooks", "notebooks")


def reports_path() -> Path:
    """Folder of the reports that travel with the package (the seed report)."""
    return _resource("data/reports", "reports")
