"""Checks of the audit: one file a family, each with its pure functions, the links the language makes, and the findings."""
