"""Analysis: what can be computed from observations - indicators, the arithmetic audit, comparisons with targets."""
