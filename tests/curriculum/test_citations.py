"""Citations as they stand in lessons, and what becomes of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum.citations import Citation, Kind, NotACitation, parse

BGB = "https://www.gesetze-im-internet.de/bgb/"


@pytest.mark.parametrize(
    ("text", "citation"),
    [
        ("§ 535 BGB", Citation("BGB", "535")),
        ("§ 551 Abs. 1 Satz 2 BGB", Citation("BGB", "551", "1", "2")),
        ("§ 22 Abs. 6 Satz 1 und 3 SGB II", Citation("SGB II", "22", "6", "1 und 3")),
        ("§ 559 Abs. 1, 2 und 3a BGB", Citation("BGB", "559", "1, 2 und 3a")),
        ("§ 2 Nr. 14 BetrKV", Citation("BetrKV", "2", number="14")),
        (
            "§ 543 Abs. 2 Satz 1 Nr. 3 lit. a und b BGB",
            Citation("BGB", "543", "2", "1", "3", "a und b"),
        ),
        (
            "§ 569 Abs. 3 Nr. 2 Satz 1 und 2 BGB",
            Citation("BGB", "569", "3", number="2", number_sentence="1 und 2"),
        ),
        ("Art. 6 Abs. 1 lit. a DSGVO", Citation("DSGVO", "6", "1", letter="a", kind=Kind.ARTICLE)),
        ("Anlage CO2KostAufG", Citation("CO2KostAufG", kind=Kind.ANNEX)),
        ("Anlage 1 WoGG", Citation("WoGG", "1", kind=Kind.ANNEX)),
        (
            "BGH, Urteil vom 30.9.2009, VIII ZR 238/08",
            Citation(kind=Kind.RULING, source="BGH, Urteil vom 30.9.2009, VIII ZR 238/08"),
        ),
        (
            "DSK-Orientierungshilfe „Selbstauskünfte“ (Stand 24.1.2024)",
            Citation(kind=Kind.GUIDANCE, source="DSK-Orientierungshilfe „Selbstauskünfte“ (Stand 24.1.2024)"),
        ),
        ("BGBl. 2026 I Nr. 107", Citation(kind=Kind.GAZETTE, source="BGBl. 2026 I Nr. 107")),
    ],
)
def test_a_citation_is_read_and_written_back(text, citation):
    assert parse(text) == citation
    assert str(citation) == text


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("  §551\u00a0Abs. 1  BGB ", "§ 551 Abs. 1 BGB"),
        ("§ 556 Abs. 3 Satz 5, 6 BGB", "§ 556 Abs. 3 Satz 5 und 6 BGB"),
        ("§ 559 Abs. 1, 2, 3a BGB", "§ 559 Abs. 1, 2 und 3a BGB"),
    ],
)
def test_what_differs_in_form_only_is_put_right(typed, canonical):
    assert str(parse(typed)) == canonical


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("§§ 2, 6 RDG", True),
        ("§ 37 Abs. 1 Satz 2, Abs. 2 Satz 1 SGB II", True),
        ("Art. 15–17 DSGVO", True),
        ("§ 9 AGG; § 1 AGG", True),
        ("§ 551", False),
        ("551 BGB", False),
        ("§ 6 Abs. 2 RDG (Umkehrschluss)", False),
        ("vgl. § 1 AGG", False),
        ("BGH, {Urteil}", False),
        ("", False),
    ],
)
def test_nothing_else_is_a_citation(text, several):
    with pytest.raises(NotACitation) as refused:
        parse(text)
    assert refused.value.several is several
    assert f"“{text}”" in refused.value.sentence


@pytest.mark.parametrize(
    ("text", "statute", "page"),
    [
        ("§ 551 Abs. 1 BGB", BGB, BGB + "__551.html"),
        ("§ 556d BGB", BGB.rstrip("/"), BGB + "__556d.html"),
        (
            "Art. 13 Abs. 1 GG",
            "https://www.gesetze-im-internet.de/gg/",
            "https://www.gesetze-im-internet.de/gg/art_13.html",
        ),
        (
            "Anlage WoGG",
            "https://www.gesetze-im-internet.de/wogg/",
            "https://www.gesetze-im-internet.de/wogg/",
        ),
        (
            "Art. 5 DSGVO",
            "https://eur-lex.europa.eu/eli/reg/2016/679/oj",
            "https://eur-lex.europa.eu/eli/reg/2016/679/oj",
        ),
        ("BGH, Urteil vom 29.1.2026, I ZR 129/25", BGB, None),
    ],
)
def test_a_section_has_its_official_page(text, statute, page):
    assert parse(text).address_in(statute) == page


def test_citations_stand_in_the_order_of_the_law():
    texts = [
        "§ 1 AGG",
        "§ 12 BGB",
        "§ 12a BGB",
        "§ 551 Abs. 1 BGB",
        "§ 551 Abs. 2 BGB",
        "§ 551 Abs. 10 BGB",
        "Anlage WoGG",
        "BGH, Urteil vom 29.1.2026, I ZR 129/25",
        "BGBl. 2026 I Nr. 107",
    ]
    assert [str(citation) for citation in sorted(map(parse, reversed(texts)))] == texts
    assert len({parse(text) for text in texts * 2}) == len(texts)


numbers = st.from_regex(r"[1-9][0-9]{0,2}[a-z]?", fullmatch=True)
letters = st.from_regex(r"[a-z]{1,2}", fullmatch=True)


def several(item):
    return st.one_of(
        item,
        st.builds("{} und {}".format, item, item),
        st.builds("{} bis {}".format, item, item),
        st.builds("{}, {} und {}".format, item, item, item),
    )


sections = st.builds(
    Citation,
    law=st.sampled_from(["BGB", "SGB II", "CO2KostAufG", "BayWoBindG", "WiStrG 1954"]),
    section=numbers,
    paragraph=st.just("") | several(numbers),
    sentence=st.just("") | several(numbers),
    number=several(numbers),
    number_sentence=st.just("") | several(numbers),
    letter=st.just("") | several(letters),
    kind=st.sampled_from([Kind.SECTION, Kind.ARTICLE]),
)


@given(sections)
def test_every_citation_survives_its_text(citation):
    assert parse(str(citation)) == citation


@given(st.text())
def test_any_text_is_read_or_refused(text):
    try:
        citation = parse(text)
    except NotACitation:
        return
    assert parse(str(citation)) == citation
