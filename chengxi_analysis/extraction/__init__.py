"""From a report's text to its observations: numerals, units, bounds, roles, periods and labels, by rules of the language alone."""

from chengxi_analysis.extraction.observations import extract_observations, extract_refused

__all__ = ["extract_observations", "extract_refused"]
