"""The page itself: read back as text, as structure and as pixels."""

import re
import subprocess
from datetime import UTC, datetime

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from certificates.document import COLUMN_MM, NAME_SIZES, grouped, name_size, page, print_document
from lms.printing import packing, shaping
from lms.printing.attached import Attached
from lms.printing.measuring import width_mm
from tests.lms.printing.reading import fonts, picture, reader, structure, words

from .samples import NAMES, NUMBER, TEXTS, TITLES, snapshot

RULE_MM, TABLE_END_MM, FRAME_MM = 83.5, 166.5, 198.5  # where the drawn lines lie


def boxes(pdf: bytes) -> list[tuple[str, float, float, float, float]]:
    """(word, left, top, right, bottom) of every word, in millimetres."""
    html = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True)
    pattern = r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>'
    return [
        (word, *(float(number) * 25.4 / 72 for number in numbers))
        for *numbers, word in re.findall(pattern, html.stdout.decode())
    ]


def middle(box) -> float:
    return (box[2] + box[4]) / 2


@pytest.fixture(scope="module")
def arabic() -> bytes:
    return print_document(snapshot())


def test_one_page_of_a4_landscape_with_title_and_author(arabic):
    printed = reader(arabic)
    (only,) = printed.pages
    assert [round(float(side) * 25.4 / 72) for side in only.mediabox[2:]] == [297, 210]
    assert printed.metadata.title.endswith("– Rania Haddad")
    assert printed.metadata.author == "Wohnen statt Unterbringung – reloaded, Standort Augsburg"


def test_it_is_tagged_with_headings_a_table_and_the_language_of_each_part(arabic):
    tags = structure(arabic)
    assert [tag for tag, _ in tags].count("/H1") == 1
    assert [tag for tag, _ in tags].count("/TH") == 6
    assert [tag for tag, _ in tags].count("/TR") == 11
    assert ("/Figure", "") in tags
    assert {language for _, language in tags} >= {"de", "ar", "und-Latn"}
    assert reader(arabic).trailer["/Root"]["/Lang"] == "de"


def test_everything_of_the_snapshot_stands_on_it(arabic):
    text = words(arabic)
    for expected in (
        "Rania Haddad",
        "Teilnahme an der Qualifizierung",
        "Beraten auf Augenhöhe",
        "4,5",
        "32",
        "45",
        "13.11.2026",
        "12.11.2028",
        "keine Rechtsdienstleistung",
        "Mira",
        "Lindner",
        "Standort Augsburg",
        "7H2K-9QPM-4C7H-2K9Q-PM4C-7H2K",
        "wohnlotse.example.org/v",
    ):
        assert expected in text
    assert "رانيا" in text


def test_the_worker_remembers_no_person_whose_certificate_it_printed():
    shaping.kept.clear()
    holder = snapshot("long")
    print_document(holder, serial="WL-7")
    kept = {text for text, *_ in shaping.kept}
    assert [text for text in kept if "Nachbetreuung" in text]  # what everybody reads, however its lines break
    names = [
        holder["holder"]["latin"],
        holder["holder"]["own"],
        holder["issuer"]["person"],
        grouped(NUMBER),
        "WL-7",
    ]
    said = {word for name in names for word in name.split()}
    assert not [text for text in kept if said & {*text.split()}]
    assert not shaping.of_this_page


def test_a_page_and_its_badge_are_packed_and_forgotten():
    for units, badge in (("32.0", "{}"), ("23.0", "[]")):  # the same letters, so the same fonts
        before = packing._packed.cache_info().misses
        attached = Attached("badge.json", badge, "Badge", datetime(2026, 11, 13, tzinfo=UTC))
        print_document(snapshot(attended_units=units), attached=attached)
    assert packing._packed.cache_info().misses == before


def test_a_phone_reads_the_way_to_the_check_also_from_a_grey_copy(arabic):
    for image in (picture(arabic, dpi=150), picture(arabic, dpi=100, grey=True)):
        assert [found.text for found in zxingcpp.read_barcodes(image)] == [
            f"https://wohnlotse.example.org/v/{NUMBER}"
        ]


def test_the_code_measures_thirty_millimetres(arabic):
    (found,) = zxingcpp.read_barcodes(picture(arabic, dpi=254))  # ten pixels a millimetre
    place = found.position
    assert abs(place.top_right.x - place.top_left.x - 300) <= 6


def test_the_same_snapshot_gives_the_same_bytes(arabic):
    assert print_document(snapshot()) == arabic


@pytest.mark.parametrize("name", list(NAMES))
def test_each_name_is_printed_in_our_own_fonts(name):
    languages = ("de", "ar") if name in ("ar", "fa", "long") else ("de", "en")
    printed = print_document(snapshot(name, languages))
    assert {found.replace("-", "") for found in fonts(printed)} <= {
        "NotoSans",
        "NotoSansBold",
        "NotoNaskhArabic",
        "NotoNaskhArabicBold",
        "NotoSansEthiopicBold",
    }
    assert NAMES[name][0].split()[0] in words(printed)


LONGEST = {
    code: {
        "title": (text["title"] * 3)[:90],
        "wording": (text["wording"] * 9)[:120],
        "limits": (text["limits"] * 9)[:200],
    }
    for code, text in TEXTS.items()
}


@pytest.mark.parametrize("languages", [("de", "ar"), ("de", "en"), ("de",)])
@pytest.mark.parametrize("name", ["long", "am"])
def test_the_longest_name_and_texts_stay_in_their_places(name, languages):
    printed = print_document(snapshot(name, languages, texts=LONGEST))
    assert len(reader(printed).pages) == 1
    found = [box for box in boxes(printed) if box[1] > 90]  # right of the strip
    head = [box for box in found if middle(box) < RULE_MM]
    table = [box for box in found if RULE_MM <= middle(box) < TABLE_END_MM]
    foot = [box for box in found if middle(box) >= TABLE_END_MM]
    assert max(box[4] for box in head) <= RULE_MM + 0.5  # the box of a word has air below the letters
    assert min(box[2] for box in table) >= RULE_MM
    assert max(box[4] for box in table) <= TABLE_END_MM
    assert min(box[2] for box in foot) >= TABLE_END_MM
    assert max(box[4] for box in foot) <= FRAME_MM
    assert max(box[3] for box in found) <= 277
    last = TITLES["de"].split()[-1]
    assert sum(box[0] == last for box in table) == 10  # all rows are there, none lies in the foot


def test_german_alone_fills_the_page():
    printed = print_document(snapshot("plain", ("de",)))
    assert [tag for tag, _ in structure(printed)].count("/TH") == 4
    assert "Jürgen Müller-Lüdenscheidt" in words(printed)


def test_without_an_end_no_end_is_printed():
    assert "2028" not in words(print_document(snapshot(valid_until=None)))


def test_no_meeting_attended_is_not_mentioned():
    assert page(snapshot(attended_units="0"))["attended_units"] == 0
    assert "32" not in words(print_document(snapshot(attended_units="0")))


def test_a_title_that_is_not_translated_says_its_language():
    given = snapshot()
    given["modules"][0]["titles"]["ar"] = {"words": "Meine Rolle", "language": "de"}
    first, second = page(given)["modules"][:2]
    assert (first["second"]["language"], first["second"]["dir"]) == ("de", "ltr")
    assert (second["second"]["language"], second["second"]["dir"]) == ("ar", "rtl")


def test_numbers_are_read_four_by_four():
    assert grouped("7h2k9qpm4c") == "7H2K-9QPM-4C"


@given(st.text("abcdefghij KLMNOPQ", min_size=1, max_size=80))
def test_a_name_gets_the_largest_size_that_fits(name):
    points = name_size(name)
    larger = [size for size, lines in NAME_SIZES if size > points and lines == 1]
    assert all(width_mm(name, size, bold=True) > COLUMN_MM for size in larger)
    lines = dict(NAME_SIZES)[points]
    assert width_mm(name, points, bold=True) <= COLUMN_MM * lines or points == NAME_SIZES[-1][0]
