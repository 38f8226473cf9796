"""What a form says, made into answers: without pages and without a database."""

from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from curriculum.models import Kind, QuestionText, QuestionVersion, Quiz
from lms.learning.asking import shown_order
from lms.learning.models import Answer, Attempt
from lms.learning.taking_answers import given_in, moved

ATTEMPT = Attempt(seed=7, quiz=Quiz())
IDS = ["a", "b", "c", "d"]


def answer(kind, **key) -> Answer:
    return Answer(
        attempt=ATTEMPT, position=1, version=QuestionVersion(kind=kind, key=key), text=QuestionText(pk=5)
    )


def said(answer, **fields):
    """What the answer is given by a form with these fields."""
    post = QueryDict(mutable=True)
    post["t1"] = "5"
    for name, value in fields.items():
        post.setlist(name.replace("_", "-"), value if isinstance(value, list) else [value])
    given, shown = given_in(post, [answer], ATTEMPT)
    assert shown == {1: 5}
    return given[1]


def test_a_question_that_the_form_had_not_is_not_answered():
    assert given_in(QueryDict("q1=a"), [answer(Kind.SINGLE, parts=IDS)], ATTEMPT) == ({}, {})


def test_options_go_by_their_ids():
    single, multiple = answer(Kind.SINGLE, parts=IDS), answer(Kind.MULTIPLE, parts=IDS)
    assert [said(single, q1=value) for value in ("b", "z", "")] == ["b", None, None]
    assert [said(multiple, q1=value) for value in (["d", "z", "a"], ["z"], [])] == [["a", "d"], None, None]


def test_true_and_false():
    question = answer(Kind.TRUE_FALSE, correct=True)
    assert [said(question, q1=value) for value in ("true", "false", "perhaps")] == [True, False, None]


def test_right_sides_go_by_their_place_on_the_page():
    question = answer(Kind.MATCHING, parts=IDS)
    shown = shown_order(question, ATTEMPT)
    assert said(question, q1_a="0", q1_b="3", q1_c="", q1_d="4") == {"a": shown[0], "b": shown[3]}
    assert said(question, q1_a="x", q1_b="-1", q1_c="9" * 500) is None


def test_steps_go_by_their_place_on_the_page():
    question = answer(Kind.ORDERING, parts=IDS)
    shown = shown_order(question, ATTEMPT)
    assert said(question, q1=["2", "0", "2", "7", "x"]) == [shown[2], shown[0]]
    assert said(question, q1=[]) is None


def test_typed_texts_stay_as_they_were_typed():
    gaps, number = answer(Kind.GAP, parts=["1", "2"]), answer(Kind.NUMERIC, answer="5", tolerance="0")
    assert said(gaps, q1_1=" § 556 ", q1_2="  ") == {"1": " § 556 "}
    assert said(gaps, q1_1="\x00", q1_2="") is None
    assert [said(number, q1=text) for text in ("1.860,5 €", " ", "x" * 300)] == ["1.860,5 €", None, "x" * 200]


orders = st.permutations(IDS)


@given(orders, st.sampled_from(["0", "1", "2", "3"]), st.sampled_from([-1, 1]))
def test_a_step_moves_by_one_place_and_stops_at_the_ends(order, place, by):
    after = moved(order, place, by, IDS)
    step, at = IDS[int(place)], order.index(IDS[int(place)])
    assert sorted(after) == IDS
    assert after.index(step) == min(max(at + by, 0), 3)
    assert [other for other in after if other != step] == [other for other in order if other != step]


@given(orders, st.text(max_size=5).filter(lambda token: not token.isdecimal()))
def test_what_is_no_step_moves_nothing(order, token):
    assert moved(order, token, 1, IDS) == order
