"""What is written can be read: a property of both formats, for every kind that they have."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from curriculum.interop.question_files.composing import shares_here
from curriculum.interop.question_files.gift_reading import read_gift
from curriculum.interop.question_files.gift_writing import has_gift, is_lessened, write_gift
from curriculum.interop.question_files.moodle_reading import read_moodle_xml
from curriculum.interop.question_files.moodle_writing import has_moodle_xml, write_moodle_xml
from curriculum.interop.question_files.shapes import Gap, Item, Number, Option, Pair
from curriculum.interop.question_parts import key_of, raw_parts
from curriculum.models import Kind

LETTERS = "abc Äß عربي§0123.,;:!?\"'<>&=~#{}[]()\\/%*$|_-+"
line = st.text(LETTERS, min_size=1, max_size=20).map(lambda text: " ".join(text.split())).filter(bool)
wording = st.lists(line, min_size=1, max_size=3).map("\n".join)
number = st.decimals(-10000, 10000, places=3)
told = st.sampled_from(
    ["", "<p>So <b>ist</b> es: 2 &lt; 3.</p>", "<ul><li>Eins</li><li>Zwei</li></ul><p>Ende</p>"]
)


@st.composite
def options(draw, several: bool):
    texts = draw(st.lists(line, min_size=2, max_size=5, unique=True))
    places = range(len(texts))
    right = draw(st.lists(st.sampled_from(places), min_size=1, max_size=len(texts) - 1, unique=True))
    shares = shares_here(len(texts), right if several else right[:1], several=several)
    said = draw(st.lists(st.just("") | wording, min_size=len(texts), max_size=len(texts)))
    return tuple(Option(*part) for part in zip(texts, shares, said, strict=True))


gap = st.builds(Gap, st.lists(line, min_size=1, max_size=3, unique=True).map(tuple), st.booleans())
numbers = st.tuples(st.builds(Number, number, st.decimals(0, 5, places=2))) | st.tuples(
    st.builds(Number, number, st.decimals(0, 5, places=2)),
    st.builds(Number, number, st.decimals(0, 5, places=2), st.just(Decimal("0.5"))),
)
bodies = st.one_of(
    st.builds(dict, kind=st.just(Kind.SINGLE), options=options(several=False)),
    st.builds(dict, kind=st.just(Kind.MULTIPLE), options=options(several=True)),
    st.builds(dict, kind=st.just(Kind.TRUE_FALSE), is_true=st.booleans()),
    st.builds(
        dict,
        kind=st.just(Kind.MATCHING),
        pairs=st.lists(st.builds(Pair, line, line), min_size=2, max_size=4).map(tuple),
    ),
    st.builds(dict, kind=st.just(Kind.ORDERING), steps=st.lists(line, min_size=2, max_size=4).map(tuple)),
    st.builds(dict, kind=st.just(Kind.NUMERIC), numbers=numbers, unit=st.sampled_from(["", "€", "m²"])),
    st.builds(dict, kind=st.just(Kind.SHORT_TEXT), gaps=st.tuples(gap)),
    st.builds(dict, kind=st.just(Kind.SHORT_TEXT), rubric=st.just("") | wording),
    st.builds(
        dict,
        kind=st.just(Kind.GAP),
        wording=st.sampled_from(["Die {{1}} ist Geld.", "{{1}} und nichts.", "Nur {{1}}"]),
        gaps=st.tuples(gap),
    ),
    st.builds(
        dict, kind=st.just(Kind.GAP), wording=st.just("Erst {{1}},\ndann {{2}}!"), gaps=st.tuples(gap, gap)
    ),
)
short = st.from_regex(r"[a-z][a-z0-9]{0,8}", fullmatch=True)
items = st.builds(
    lambda body, asked, **rest: Item(**{"wording": asked, **rest, **body}),
    bodies,
    wording,
    name=st.just("") | line,
    id=st.just("") | st.text("abc-1]\\[ ", min_size=1, max_size=6).map(str.strip),
    explanation=told,
    category=st.just("") | short,
    tags=st.lists(short, max_size=2, unique=True).map(tuple),
)


def kept(item: Item) -> dict:
    """What the bank stores of an item, and how it is found."""
    return {
        "kind": item.kind,
        "wording": item.wording,
        "key": key_of(item),
        "parts": raw_parts(item),
        "explanation": item.explanation,
        "unit": item.unit,
        "id": item.id,
        "category": item.category,
        "tags": item.tags,
        "notes": item.notes,
    }


@settings(max_examples=50, deadline=None)
@given(st.lists(items, min_size=1, max_size=3))
def test_moodle_xml_keeps_every_question(asked):
    asked = sorted(filter(has_moodle_xml, asked), key=lambda item: item.category)
    read = list(read_moodle_xml(write_moodle_xml(asked)))
    assert [kept(item) for item in read] == [kept(item) for item in asked]
    assert [item.title for item in read] == [item.title for item in asked]


@settings(max_examples=50, deadline=None)
@given(st.lists(items, min_size=1, max_size=3))
def test_gift_keeps_every_question_that_it_has_a_form_for(asked):
    asked = [item for item in sorted(asked, key=lambda item: item.category) if has_gift(item)]
    asked = [item for item in asked if not is_lessened(item)]
    read = list(read_gift(write_gift(asked)))
    assert [kept(item) for item in read] == [kept(item) for item in asked]
    assert [item.name for item in read] == [item.name for item in asked]


def test_a_pair_that_looks_weighted_is_a_text():
    asked = Item(Kind.MATCHING, "?", pairs=(Pair("%50% Anteil", "halb"), Pair("%0%", "nichts")))
    assert [kept(item) for item in read_gift(write_gift([asked]))] == [kept(asked)]


def test_what_gift_has_no_form_for_is_known_beforehand():
    asked = Item(Kind.GAP, "{{1}} {{2}}", gaps=(Gap(("a",)), Gap(("b",))))
    assert not has_gift(asked)
    assert not has_gift(replace(asked, wording="{{1}}", gaps=(Gap(("a -> b",)),)))
    assert is_lessened(Item(Kind.NUMERIC, "?", numbers=(Number(Decimal(1)),), unit="€"))
