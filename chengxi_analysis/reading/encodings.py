"""From bytes to text, and a clear word where the bytes are no text.

The text is kept as obtained: a byte order mark belongs to the encoding and is no text; line ends are not translated, so that
offsets into the text mean the same to every reader of the file.
"""

from __future__ import annotations

import re

from chengxi_analysis.errors import ReportError

_BOMS = ((b"\xef\xbb\xbf", "utf-8", "utf-8-sig"), (b"\xff\xfe", "utf-16-le", "utf-16"), (b"\xfe\xff", "utf-16-be", "utf-16"))

# First bytes of what people take for a text file; the remedy differs only in the name of the thing.
_MAGIC = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a Word (docx), Excel or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"{\\rtf", "an RTF document"),
)
_HTML = re.compile(rb"\s*+(?:<!doctype\s++html|<html|<\?xml)", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
# Characters without which no page of Chinese prose gets by: bytes of another encoding decode as GB18030, but not to these.
_COMMON = re.compile(r"[的一是在不了有和人中大为上国工年作全区市县镇乡个以各]")

_EXPECTED = "A report must be plain text in UTF-8, UTF-16 (with a byte order mark) or GB18030"
_SAVE_AS = "save its text as a .txt file in UTF-8 and use that"


def decode(data: bytes, where: str | None = None) -> tuple[str, str]:
    r"""Text of a report's bytes, and the name of the encoding.

    Parameters
    ----------
    data : bytes
        The file as obtained.
    where : str, optional
        The file's name, for the error.

    Raises
    ------
    ReportError
        The bytes are empty, binary, or in no encoding that is read here.

    Examples
    --------
    >>> decode("全年接待120人次。\r\n".encode("gb18030"))
    ('全年接待120人次。\r\n', 'gb18030')
    >>> decode(b"\xef\xbb\xbf" + "共5户".encode())
    ('共5户', 'utf-8-sig')
    """
    if not data.strip():
        raise ReportError("A report must hold text", "the file is empty", "check that it was saved or downloaded in full", where=where)
    _refuse_other_formats(data, where)
    text, encoding = _decode(data, where)
    if len(_CONTROL.findall(text, 0, 100_000)) > len(text[:100_000]) // 1000:
        raise ReportError(_EXPECTED, "the file is binary (it holds control characters)", _SAVE_AS, where=where)
    if not text.strip("\ufeff\u200b\u3000\u00a0 \t\r\n"):
        raise ReportError("A report must hold text", "the file holds nothing but blanks", "check that it was saved in full", where=where)
    return text, encoding


def _refuse_other_formats(data: bytes, where: str | None) -> None:
    for start, what in _MAGIC:
        if data.startswith(start):
            raise ReportError(_EXPECTED, f"the file is {what}", _SAVE_AS, where=where)
    if _HTML.match(data):
        raise ReportError(_EXPECTED, "the file is a web page (HTML)", _SAVE_AS, where=where)


def _decode(data: bytes, where: str | None) -> tuple[str, str]:
    for mark, codec, name in _BOMS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(codec), name
            except UnicodeDecodeError as error:
                found = f"the file starts as {name} and breaks at byte {error.start + len(mark)}"
                raise ReportError(_EXPECTED, found, "obtain the file again, it seems to be damaged", where=where) from error
    if b"\x00" in data:
        raise ReportError(_EXPECTED, "the file is binary (it holds zero bytes)", _SAVE_AS, where=where)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        broken = error.start
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        text = ""
    han = len(_HAN.findall(text, 0, 20_000))
    if han and len(_COMMON.findall(text, 0, 20_000)) * 50 >= han:
        return text, "gb18030"
    found = f"the file is none of these (UTF-8 breaks at byte {broken}, and GB18030 gives no Chinese prose)"
    raise ReportError(_EXPECTED, found, "find out its encoding and save it as UTF-8", where=where)
