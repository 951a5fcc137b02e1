"""``python -m chengxi_analysis`` is the command ``chengxi``."""

from chengxi_analysis.cli import main

if __name__ == "__main__":
    main()
