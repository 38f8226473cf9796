"""Moodle XML as Moodle 4 writes it: each kind, what is not kept, and what is refused by name."""

from decimal import Decimal

import pytest

from curriculum.interop.question_files.moodle_reading import NoMoodleXML, read_moodle_xml
from curriculum.interop.question_files.shapes import Gap, Item, LeftOut, Number
from curriculum.interop.question_files.trees import DeclaresEntities, NotWellFormed
from curriculum.models import Kind


def only(kind: str, inner: str, wording: str = "Was?") -> Item | LeftOut:
    (found,) = read_moodle_xml(
        f'<?xml version="1.0"?>\n<quiz>\n<question type="{kind}"><name><text>N</text></name>'
        f'<questiontext format="html"><text><![CDATA[{wording}]]></text></questiontext>{inner}</question></quiz>'
    )
    return found


def answer(text: str, fraction: str = "100", more: str = "") -> str:
    return f'<answer fraction="{fraction}" format="html"><text><![CDATA[{text}]]></text>{more}</answer>'


def test_several_answers_keep_their_shares():
    item = only("multichoice", "<single>false</single>" + answer("a", "33.33333") * 3 + answer("b", "-100"))
    assert item.kind == Kind.MULTIPLE
    assert [option.share for option in item.options] == [Decimal("0.3333333")] * 3 + [Decimal(-1)]


def test_short_texts_compare_exactly():
    item = only(
        "shortanswer", "<usecase>1</usecase>" + answer("Kaution") + answer("Kautio", "50") + answer("K*")
    )
    assert item.gaps == (Gap(("Kaution",), case=True),)
    assert len(item.notes) == 2
    assert isinstance(only("shortanswer", answer("K*")), LeftOut)


def test_numbers_have_tolerance_and_unit():
    units = "<units><unit><multiplier>1</multiplier><unit_name>m</unit_name></unit></units>"
    item = only("numerical", answer("23.8", "100", "<tolerance>0.1</tolerance>") + answer("*", "0") + units)
    assert item.numbers == (Number(Decimal("23.8"), Decimal("0.1")),)
    assert (item.unit, item.notes) == ("m", ())


def test_cloze_becomes_gaps_in_the_text():
    item = only(
        "cloze",
        "",
        "<p>Sie {1:SHORTANSWER:=zahlt~%50%zahlte#fast~=bezahlt} bis {1:MULTICHOICE_V:Mo~=Mi~Fr}, "
        "genau {2:NUMERICAL:=2.5:0} Mieten {1:SAC:=M\\}~x}.</p>",
    )
    assert item.kind == Kind.GAP
    assert item.wording == "Sie {{1}} bis {{2}} (Mo / Mi / Fr), genau {{3}} Mieten {{4}}."
    assert item.gaps == (
        Gap(("zahlt", "bezahlt")),
        Gap(("Mi",)),
        Gap(("2.5", "2,5")),
        Gap(("M}",), case=True),
    )
    assert "fast" in item.explanation
    half = only("cloze", "", "Genau {1:NM:=3~%50%2:1}.")
    assert (half.gaps, len(half.notes)) == ((Gap(("3",)),), 1)
    assert isinstance(only("cloze", "", "Mehrere {1:MULTIRESPONSE:=a~=b}"), LeftOut)


def test_words_to_drag_become_gaps_with_the_words_behind():
    boxes = "".join(f"<dragbox><text>{word}</text><group>1</group></dragbox>" for word in ("rot", "grün"))
    item = only("ddwtos", boxes, "Halt bei [[1]], geh bei [[2]].")
    assert item.wording == "Halt bei {{1}} (rot / grün), geh bei {{2}} (rot / grün)."


def test_matching_ordering_and_essay():
    pairs = "".join(
        f'<subquestion format="html"><text>{left}</text><answer><text>{right}</text></answer></subquestion>'
        for left, right in (("a", "1"), ("b", "2"), ("", "3"))
    )
    item = only("matching", pairs)
    assert (len(item.pairs), len(item.notes)) == (2, 1)
    assert only("ordering", answer("Zwei", "2") + answer("Eins", "1")).steps == ("Eins", "Zwei")
    told = '<attachments>3</attachments><graderinfo format="html"><text>Gut</text></graderinfo>'
    essay = only("essay", told)
    assert (essay.rubric, len(essay.notes)) == ("Gut", 1)


@pytest.mark.parametrize(
    "kind", ["calculated", "calculatedmulti", "randomsamatch", "ddmarker", "ddimageortext", "random", "x"]
)
def test_kinds_that_nobody_knows_are_refused_by_name_and_line(kind):
    left = only(kind, "")
    assert isinstance(left, LeftOut) and left.refused
    assert (left.line, left.kind, left.title) == (3, kind, "N")
    assert kind in left.reason


def test_a_description_is_no_question():
    assert only("description", "").refused is False


BOMB = '<!DOCTYPE q [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><quiz>&b;</quiz>'
STEALS = '<!DOCTYPE q [<!ENTITY a SYSTEM "file:///etc/passwd">]><quiz>&a;</quiz>'


@pytest.mark.parametrize("text", [BOMB, STEALS, '<!DOCTYPE quiz SYSTEM "http://example.org/x.dtd"><quiz/>'])
def test_hostile_xml_is_refused_as_a_whole(text):
    with pytest.raises(DeclaresEntities):
        list(read_moodle_xml(text))


def test_what_is_no_quiz_is_refused_as_a_whole():
    with pytest.raises(NoMoodleXML):
        list(read_moodle_xml("<html/>"))
    with pytest.raises(NotWellFormed, match="3"):
        list(read_moodle_xml("<quiz>\n<question>\n</quiz>"))
