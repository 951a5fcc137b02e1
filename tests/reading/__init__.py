"""Specification of chengxi_analysis.reading."""
