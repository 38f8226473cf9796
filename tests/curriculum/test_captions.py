"""Captions are looked at before a film is published."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum.captions import fault_of

FILE = """WEBVTT – Der Zähler

NOTE von Hand geschrieben

erste
00:01.000 --> 00:04.000 line:0
Hier steht
der Stand.

01:00:05.250 --> 01:00:07.000
Ablesen!
"""


def test_good_captions_have_no_fault():
    assert fault_of(FILE.encode()) == ""
    assert fault_of(b"\xef\xbb\xbf" + FILE.replace("\n", "\r\n").encode()) == ""


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("WEBVTT", "WEBVT", ""),
        ("00:01.000 -->", "00:01,000 -->", "5"),
        ("00:04.000", "00:00.500", "5"),
        ("01:00:05.250 --> 01:00:07.000", "00:00.000 --> 00:03.000", "10"),
        ("Ablesen!\n", "", "10"),
        (FILE[8:], "\n", ""),
    ],
)
def test_a_fault_is_said_with_its_line(old, new, line):
    sentence = fault_of(FILE.replace(old, new).encode())
    assert sentence and line in sentence


def test_another_encoding_is_said():
    assert "UTF-8" in fault_of(FILE.replace("–", "").encode("latin-1"))


@given(st.binary(max_size=200) | st.text(alphabet="WEBVT\n\r:->0123456789. x", max_size=80).map(str.encode))
def test_nothing_that_is_uploaded_makes_it_stumble(raw):
    assert isinstance(fault_of(raw), str)
