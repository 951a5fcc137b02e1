"""From bytes to a report: the text exactly as stored, its tree of sections, and what is known about it."""

from chengxi_analysis.reading.document import document_from_text, read_document

__all__ = ["document_from_text", "read_document"]
