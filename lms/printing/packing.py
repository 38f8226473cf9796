"""Packing as tightly as zlib can takes three times as long as packing well, and saves one byte in a hundred."""

import zlib

import pydyf

LEVEL = 6


def mend() -> None:
    """Put our packing in the place of pydyf's."""
    pydyf.Stream.data = property(_data)


def _data(stream: pydyf.Stream) -> bytes:
    content = b"\n".join(map(pydyf._to_bytes, stream.stream))
    extra = pydyf.Dictionary(stream.extra.copy())
    if stream.compress:
        extra["Filter"] = "/FlateDecode"
        content = zlib.compress(content, LEVEL)
    extra["Length"] = len(content)
    return b"\n".join((extra.data, b"stream", content, b"endstream"))
