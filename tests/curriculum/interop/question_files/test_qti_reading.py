"""Items of QTI 3.0, alone and in archives; hostile archives are refused as a whole."""

import stat
from decimal import Decimal
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from curriculum.interop.question_files import opening
from curriculum.interop.question_files.opening import read_questions
from curriculum.interop.question_files.shapes import FileRefused, Gap, Item, LeftOut, Number, Pair
from curriculum.models import Kind

ASI = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"


def item(
    body: str, correct: str = "", *, cardinality="single", base="identifier", more="", attrs=""
) -> bytes:
    values = "".join(f"<qti-value>{value}</qti-value>" for value in correct.split("|") if value)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<qti-assessment-item xmlns="{ASI}" identifier="i1" title="T" {attrs}>'
        f'<qti-response-declaration identifier="R" cardinality="{cardinality}" base-type="{base}">'
        f"<qti-correct-response>{values}</qti-correct-response></qti-response-declaration>"
        f"<qti-item-body>{body}</qti-item-body>{more}</qti-assessment-item>"
    ).encode()


def only(data: bytes) -> Item | LeftOut:
    (found,) = read_questions(data)
    return found


def choices(tag: str, *words: str) -> str:
    return "".join(
        f'<{tag} identifier="{chr(65 + place)}">{word}</{tag}>' for place, word in enumerate(words)
    )


def test_a_choice():
    body = (
        '<p>Was?</p><qti-choice-interaction response-identifier="R" max-choices="1">'
        f"<qti-prompt>Wähle.</qti-prompt>{choices('qti-simple-choice', 'eins', 'zwei')}</qti-choice-interaction>"
    )
    found = only(item(body, "B"))
    assert (found.kind, found.wording, found.name, found.id) == (Kind.SINGLE, "Was?\nWähle.", "T", "i1")
    assert [(option.text, option.share) for option in found.options] == [("eins", 0), ("zwei", 1)]
    assert only(item(body, "A|B", cardinality="multiple")).kind == Kind.MULTIPLE


def test_an_order_in_arabic_knows_its_language():
    body = (
        '<p dir="rtl">رتّب</p><qti-order-interaction response-identifier="R">'
        f"{choices('qti-simple-choice', 'ثلاثة', 'واحد', 'اثنان')}</qti-order-interaction>"
    )
    found = only(item(body, "B|C|A", cardinality="ordered", attrs='xml:lang="ar-SY"'))
    assert (found.kind, found.language, found.steps) == (Kind.ORDERING, "ar", ("واحد", "اثنان", "ثلاثة"))


def test_a_match_of_two_sets():
    sets = "".join(
        "<qti-simple-match-set>"
        + "".join(
            f'<qti-simple-associable-choice identifier="{side}{n}">{side}{n}</qti-simple-associable-choice>'
            for n in range(count)
        )
        + "</qti-simple-match-set>"
        for side, count in (("l", 2), ("r", 3))
    )
    body = f'<qti-match-interaction response-identifier="R">{sets}</qti-match-interaction><p>Ordne zu.</p>'
    found = only(item(body, "l0 r1|l1 r0", cardinality="multiple", base="directedPair"))
    assert found.pairs == (Pair("l0", "r1"), Pair("l1", "r0"))
    assert len(found.notes) == 1


def test_gaps_in_a_text():
    inline = choices("qti-inline-choice", "Montag", "Dienstag")
    body = (
        '<p>Sie kommt am <qti-inline-choice-interaction response-identifier="R">'
        f"{inline}</qti-inline-choice-interaction>.</p>"
    )
    found = only(item(body, "B"))
    assert (found.kind, found.wording) == (Kind.GAP, "Sie kommt am {{1}} (Montag / Dienstag).")
    assert found.gaps == (Gap(("Dienstag",)),)
    entry = '<qti-text-entry-interaction response-identifier="R"/>'
    assert (
        only(item(f"<p>Das ist die {entry}.</p>", "Kaution", base="string")).wording == "Das ist die {{1}}."
    )
    alone = only(item(f"<p>Wie heißt das?</p><p>{entry}</p>", "Kaution", base="string"))
    assert (alone.kind, alone.wording, alone.gaps) == (
        Kind.SHORT_TEXT,
        "Wie heißt das?",
        (Gap(("Kaution",)),),
    )
    number = only(item(f"<p>Wie viele? {entry}</p>", "3", base="integer"))
    assert (number.kind, number.numbers) == (Kind.NUMERIC, (Number(Decimal(3)),))


def test_a_long_answer_is_for_a_person():
    prompt = "<qti-prompt>Erzähl.</qti-prompt>"
    tag = "qti-extended-text-interaction"
    body = f'<{tag} response-identifier="R">{prompt}</{tag}>'
    found = only(item(body, base="string"))
    assert (found.kind, found.wording, found.rubric) == (Kind.SHORT_TEXT, "Erzähl.", "")


@pytest.mark.parametrize(
    "data",
    [
        item('<p>Wo?</p><qti-hotspot-interaction response-identifier="R"/>', "A"),
        item("<p>Zwei</p>" + '<qti-choice-interaction response-identifier="R"/>' * 2, "A"),
        item('<p>?</p><qti-choice-interaction response-identifier="R"/>', "A", attrs='adaptive="true"'),
        item('<p>?</p><qti-choice-interaction response-identifier="X"/>', "A"),
    ],
)
def test_what_is_not_known_is_refused_by_name(data):
    left = only(data)
    assert isinstance(left, LeftOut) and left.refused
    assert (left.line, left.title) == (2, "T")


def packed(files: dict[str, bytes | str]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


ENTRY = item('<p>Was? <qti-text-entry-interaction response-identifier="R"/></p>', "a", base="string")


def test_an_archive_gives_the_items_that_its_manifest_names():
    manifest = '<manifest><resources><resource type="imsqti_item_xmlv3p0" href="items/a.xml"/></resources></manifest>'
    found = only(
        packed({"imsmanifest.xml": manifest, "items/a.xml": ENTRY, "test.xml": "<qti-assessment-test/>"})
    )
    assert (found.kind, found.file) == (Kind.GAP, "items/a.xml")
    assert len(read_questions(packed({"a.xml": ENTRY, "b.xml": ENTRY}))) == 2


def linked() -> bytes:
    entry = ZipInfo("a.xml")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return packed({entry: b"/etc/passwd"})


def spoiled() -> bytes:
    """An archive whose packed bytes make no sense."""
    data = bytearray(packed({"a.xml": ENTRY}))
    data[40:60] = b"\xff" * 20
    return bytes(data)


@pytest.mark.parametrize(
    "data",
    [
        spoiled(),
        packed({"../a.xml": ENTRY}),
        packed({"/etc/a.xml": ENTRY}),
        packed({"..\\a.xml": ENTRY}),
        packed({"C:/a.xml": ENTRY}),
        linked(),
        packed({"a.xml": ENTRY, "big": b"\0" * (5 * 1024 * 1024)}),
        packed({"a.txt": "nothing"}),
        packed({"imsmanifest.xml": '<manifest><resource type="item" href="../../x.xml"/></manifest>'}),
        packed({"a.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        packed({"a.xml": ENTRY})[:-30],
        b"\x89PNG\r\n\x1a\n\0\0\0",
        b"   ",
        b"just words",
    ],
)
def test_hostile_and_broken_files_are_refused_as_a_whole(data):
    with pytest.raises(FileRefused):
        read_questions(data)


def test_a_file_that_is_too_large_is_not_read(monkeypatch):
    monkeypatch.setattr(opening, "LARGEST", 10)
    with pytest.raises(opening.FileTooLarge):
        read_questions(b"Was ist das?{T}")
