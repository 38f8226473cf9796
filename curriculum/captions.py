"""Captions of a film (WebVTT, https://www.w3.org/TR/webvtt1/): whether they are what players can show. Pure."""

import re

from django.utils.translation import gettext

_TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMING = re.compile(rf"{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t]+\S.*)?")
_NO_CUE = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")


def fault_of(raw: bytes) -> str:
    """What is wrong, as a sentence with its line; empty where nothing is.

    Asked for: UTF-8, the signature, cues that end after they begin, in the order in which they begin, and words.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return gettext("The captions are not UTF-8. Save the file with the encoding UTF-8.")
    lines = re.split(r"\r\n|\n|\r", text)
    if not re.fullmatch(r"WEBVTT(?:[ \t].*)?", lines[0]):
        return gettext("This is no WebVTT file: its first line is “WEBVTT”.")
    begun, cues = -1, 0
    for line, cue in _cues(lines):
        timing = next((at for at, words in enumerate(cue[:2]) if "-->" in words), None)
        times = _TIMING.fullmatch(cue[timing].strip()) if timing is not None else None
        if not times:
            return _at(line, gettext("a caption begins with its time, such as 00:01.000 --> 00:04.000."))
        begins, ends = _milliseconds(times.groups()[:4]), _milliseconds(times.groups()[4:])
        if ends <= begins:
            return _at(line, gettext("the caption ends before it begins."))
        if begins < begun:
            return _at(line, gettext("the caption begins before the one above it."))
        if not "".join(cue[timing + 1 :]).strip():
            return _at(line, gettext("the caption says nothing."))
        begun, cues = begins, cues + 1
    return "" if cues else gettext("The file has no captions yet.")


def _cues(lines: list[str]):
    """Line (from 1) and lines of each block that is a cue."""
    block: list[str] = []
    for number, line in enumerate([*lines[1:], ""], start=2):
        if line.strip():
            block.append(line)
            continue
        if block and not _NO_CUE.match(block[0]):
            yield number - len(block), block
        block = []


def _milliseconds(parts) -> int:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def _at(line: int, sentence: str) -> str:
    return gettext("Line %(line)d: %(sentence)s") % {"line": line, "sentence": sentence}
