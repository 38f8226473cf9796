"""What was answered, counted by option, pair, place and text, for each kind of question."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from curriculum.models import Kind
from lms.learning.answer_analysis import Reply, count_answers


def replies(*given, content=None, language="de"):
    return [Reply(person, language, 1, content or {}, one) for person, one in enumerate(given)]


def told(parts):
    """Part → (value, right?, how often) of all that was given."""
    return {
        part.id: [(value.value, value.right, value.answers) for value in part.values if value.answers]
        for part in parts
    }


def test_options_of_which_one_is_right():
    key = {"parts": ["a", "b", "c"], "correct": ["b"]}
    (part,) = count_answers(Kind.SINGLE, key, replies("b", "b", "a", None, "gone"))
    assert told([part]) == {"answer": [("a", False, 1), ("b", True, 2), (None, False, 2)]}
    assert [value.value for value in part.values] == ["a", "b", "c", None]  # nobody chose c
    assert part.right == 2


def test_each_of_several_options_was_rightly_ticked_or_left():
    key = {"parts": ["a", "b"], "correct": ["a"]}
    parts = count_answers(Kind.MULTIPLE, key, replies(["a"], ["a", "b"], ["b"], None))
    assert told(parts) == {
        "a": [(True, True, 2), (False, False, 1), (None, False, 1)],
        "b": [(True, False, 2), (False, True, 1), (None, False, 1)],
    }


def test_true_or_false():
    assert told(count_answers(Kind.TRUE_FALSE, {"correct": False}, replies(True, False, False))) == {
        "answer": [(True, False, 1), (False, True, 2)]
    }


def test_pairs_and_partners_of_the_same_wording():
    sides = {"a": "Tun", "b": "Fragen", "c": " tun "}
    content = {"parts": {id: {"left": id, "right": right} for id, right in sides.items()}}
    given = [{"a": "c", "b": "b"}, {"a": "b"}, None]
    found = told(count_answers(Kind.MATCHING, {"parts": ["a", "b", "c"]}, replies(*given, content=content)))
    assert found["a"] == [("a", True, 1), ("b", False, 1), (None, False, 1)]
    assert found["b"] == [("b", True, 1), (None, False, 2)]
    assert found["c"] == [(None, False, 3)]


def test_places_in_an_order():
    key = {"parts": ["a", "b", "c"]}
    found = told(count_answers(Kind.ORDERING, key, replies(["a", "c", "b"], ["a", "b", "c"], ["a"], None)))
    assert found["a"] == [(1, True, 3), (None, False, 1)]
    assert found["b"] == [(2, True, 1), (3, False, 1), (None, False, 2)]


def test_texts_of_a_gap_by_frequency():
    content = {"parts": {"1": ["§ 558"]}}
    typed = [
        {"1": "§ 556"},
        {"1": "§ 558 "},
        {"1": "§  556"},
        {"1": " "},
        None,
        {"1": "§ 558"},
        {"1": "§ 556"},
    ]
    found = told(count_answers(Kind.GAP, {"parts": ["1"]}, replies(*typed, content=content)))
    assert found == {"1": [("§ 556", False, 3), ("§ 558", True, 2), (None, False, 2)]}


def test_numbers_as_they_were_understood():
    key, content = {"answer": "5", "tolerance": "0"}, {"unit": "Jahre"}
    typed = ["5", "5,0 Jahre", "fünf", "٦", ""]
    found = told(count_answers(Kind.NUMERIC, key, replies(*typed, content=content)))
    assert found == {
        "answer": [(Decimal(5), True, 2), (Decimal(6), False, 1), ("fünf", False, 1), (None, False, 1)]
    }


def test_short_texts_by_frequency():
    content = {"parts": {"1": ["Kaution"]}}
    typed = ["kaution ", "Miete", "Kaution", "miete", "Miete", "", None]
    found = told(count_answers(Kind.SHORT_TEXT, {"parts": ["1"]}, replies(*typed, content=content)))
    assert found == {"1": [("Miete", False, 3), ("kaution", True, 2), (None, False, 2)]}


def test_what_a_person_reads_is_not_counted():
    key = {"parts": ["1"], "by_hand": True}
    assert count_answers(Kind.SHORT_TEXT, key, replies("Ein langer Text")) == []


CASE = {
    "parts": ["letter", "read", "bin", "answer", "ask", "yes", "no"],
    "steps": [
        {
            "id": "letter",
            "choices": [
                {"id": "read", "to": "answer", "marks": "1"},
                {"id": "bin", "to": None, "marks": "0"},
            ],
        },
        {"id": "answer", "to": "ask", "marks": "3"},
        {
            "id": "ask",
            "choices": [{"id": "yes", "to": None, "marks": "2"}, {"id": "no", "to": None, "marks": "2"}],
        },
    ],
}


def test_choices_on_the_ways_through_a_case():
    ways = [
        {"path": [["letter", "bin"]]},
        {"path": [["letter", "read"], ["answer", "Bitte warten."]], "draft": "no"},
        {"path": [["letter", "read"], ["answer", "Bitte warten."]]},
        None,
    ]
    assert told(count_answers(Kind.SCENARIO, CASE, replies(*ways))) == {
        "letter": [("read", True, 2), ("bin", False, 1), (None, False, 1)],
        "ask": [("no", True, 1), ("", False, 2), (None, False, 1)],
    }


def test_ids_stay_as_they_are_where_only_what_was_typed_is_folded():
    key = {"parts": ["optA", "optB"], "correct": ["optB"]}
    assert told(count_answers(Kind.SINGLE, key, replies("optB", "optA"))) == {
        "answer": [("optA", False, 1), ("optB", True, 1)]
    }


def test_who_gave_it_and_how_well_they_do_otherwise():
    key = {"parts": ["a", "b"], "correct": ["b"]}
    given = [
        Reply(1, "de", 1, {}, "a", 0.5),
        Reply(1, "ar", 2, {}, "a", 1.0),
        Reply(2, "de", 1, {}, "a"),
        Reply(3, "de", 1, {}, "b"),
    ]
    (part,) = count_answers(Kind.SINGLE, key, given)
    wrong, right = part.values
    assert (wrong.answers, wrong.people, wrong.rest) == (3, {1, 2}, 0.75)
    assert (right.people, right.rest) == ({3}, None)


SHAPES = {
    Kind.SINGLE: ({"parts": ["a", "b"], "correct": ["a"]}, st.sampled_from(["a", "b", None])),
    Kind.MULTIPLE: (
        {"parts": ["a", "b"], "correct": ["a"]},
        st.lists(st.sampled_from(["a", "b"]), max_size=2) | st.none(),
    ),
    Kind.TRUE_FALSE: ({"correct": True}, st.sampled_from([True, False, None])),
    Kind.ORDERING: (
        {"parts": ["a", "b", "c"]},
        st.lists(st.sampled_from(["a", "b", "c"]), max_size=4) | st.none(),
    ),
    Kind.GAP: (
        {"parts": ["1"]},
        st.fixed_dictionaries({}, optional={"1": st.text("xy ", max_size=3)}) | st.none(),
    ),
    Kind.NUMERIC: ({"answer": "5", "tolerance": "1"}, st.text("5,. x", max_size=4) | st.none()),
    Kind.SHORT_TEXT: ({"parts": ["1"]}, st.text("xX ", max_size=3) | st.none()),
    Kind.SCENARIO: (
        CASE,
        st.builds(
            lambda path, draft: {"path": path, "draft": draft},
            st.lists(
                st.tuples(
                    st.sampled_from(["letter", "answer", "ask"]), st.sampled_from(["read", "yes", "x"])
                ),
                max_size=3,
            ),
            st.sampled_from(["read", "bin", "no", None]),
        )
        | st.none(),
    ),
}


@given(st.data(), st.sampled_from(sorted(SHAPES)))
def test_every_answer_is_counted_once_for_each_part(data, kind):
    key, shapes = SHAPES[kind]
    content = {"parts": {"1": ["x"]}, "unit": ""}
    given = replies(*data.draw(st.lists(shapes, max_size=5)), content=content)
    for part in count_answers(kind, key, given):
        assert sum(value.answers for value in part.values) == len(given)
        assert {person for value in part.values for person in value.people} == {
            reply.person for reply in given
        }
