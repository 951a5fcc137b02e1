"""Execute the committed notebooks anew on the seed report: `python -m tests.refresh_notebooks`. nbval then holds their outputs true."""

from __future__ import annotations

import nbformat
from nbclient import NotebookClient

from chengxi_analysis.reporting.runner import portable
from tests.support import ROOT


def main() -> None:
    """Execute each notebook in its folder, with fixed cell ids and without times or widget state."""
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        NotebookClient(notebook, timeout=300, record_timing=False, resources={"metadata": {"path": str(path.parent)}}).execute()
        nbformat.write(portable(notebook, ROOT / "outputs"), path)
        print(path.name)


if __name__ == "__main__":
    main()
