"""A result shows what the matrix of its quiz lets it, and what it withholds is not in the page."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from curriculum.models import FeedbackBand, Kind
from curriculum.review_matrix import Aspect, open_review
from lms.learning.attempting import finish_attempt, start_attempt
from lms.learning.models import Attempt
from lms.learning.withholding import Reviewed
from tests.factories.curriculum import FeedbackBandFactory, publish

from .walking_through import DOOR, PAGE, RESULT, ask, form, start, text_of

pytestmark = pytest.mark.django_db

EXPLAINED = {"explanation": "<p>Weil es so ist.</p>"}
#: kind → something wrong, and words that nobody reads without seeing the right answer
WRONG = {
    Kind.GAP: ({"1": "§ 556"}, "§ 558"),
    Kind.NUMERIC: ("7", "5 Jahre"),
    Kind.MATCHING: ({"a": "b", "b": "a"}, "Rot – Abgeben"),
}


def matrix(*aspects, **moments):
    """All three moments after handing in with these aspects, but for those named."""
    return open_review() | {m: list(aspects) for m in ("right_after", "later", "closed")} | moments


def result(client, learner, quiz, given, minutes_ago=0):
    """The page of an attempt that was handed in some minutes ago."""
    at = timezone.now() - timedelta(minutes=minutes_ago)
    attempt = start_attempt(learner, quiz, client_key=uuid4(), language="de", at=at)
    finish_attempt(attempt, given, client_key=attempt.client_key, at=at)
    client.force_login(learner)
    return client.get(reverse("attempt_review", args=["kurs", "rolle", attempt.number]))


@pytest.fixture
def shows(quiz):
    def show(*aspects, **moments):
        quiz.review = matrix(*aspects, **moments)
        quiz.full_clean()
        quiz.save()

    return show


def test_without_anything_to_show_the_answers_have_arrived(client, learner, quiz, shows):
    ask(quiz, Kind.SINGLE, text=EXPLAINED)
    shows()
    page = text_of(result(client, learner, quiz, {1: "b"}))
    assert "Handed in" in page
    for word in ("Was stimmt?", "points", "%", "right", "Weil es so ist."):
        assert word not in page


@pytest.mark.parametrize("kind", WRONG)
def test_the_right_answer_is_not_in_the_page(client, learner, quiz, shows, kind):
    wrong, right = WRONG[kind]
    ask(quiz, kind)
    shows("given", "correctness", "marks", "specific", "general")
    page = result(client, learner, quiz, {1: wrong})
    assert right not in text_of(page) and "not yet" in text_of(page)
    shows(*Aspect.values)
    assert right in text_of(client.get(page.request["PATH_INFO"]))


def test_answers_without_correctness_are_told_plainly(client, learner, quiz, shows):
    ask(quiz, Kind.SINGLE, Kind.ORDERING)
    shows("given")
    html = result(client, learner, quiz, {1: "a", 2: ["c", "b", "a"]}).content.decode()
    page = html[html.index("<main") :]
    assert page.index("Zuletzt") < page.index("Dann") < page.index("Zuerst")
    assert "your answer" in page
    for told in ('class="say good', "Not yet", "Almost", "not yet", "missing", "Missing", ">right<"):
        assert told not in page


def test_the_explanation_has_an_aspect_of_its_own(client, learner, quiz, shows):
    ask(quiz, Kind.SINGLE, text=EXPLAINED)
    shows("general")
    assert "Weil es so ist." in text_of(result(client, learner, quiz, {1: "b"}))
    shows("given", "correctness", "marks", "specific", "right_answer")
    assert "Weil es so ist." not in text_of(client.get(RESULT))


TOLD = [
    ("option", "Dies", "a"),
    ("feedback", "Das sagt nur der Vermieter.", "a-feedback"),
    ("option", "Das", "b"),
]


@pytest.mark.parametrize(
    "given, aspects, told",
    [
        ("a", Aspect.values, True),
        ("b", Aspect.values, False),
        ("a", ["given", "correctness"], False),
        ("a", ["specific"], False),
    ],
)
def test_feedback_is_for_those_who_chose_the_answer(client, learner, quiz, shows, given, aspects, told):
    ask(quiz, Kind.SINGLE, text={"parts": TOLD})
    shows(*aspects)
    page = text_of(result(client, learner, quiz, {1: given}))
    assert ("Das sagt nur der Vermieter." in page) is told


def test_points_are_on_no_page_before_they_may_be_seen(client, learner, quiz, shows):
    ask(quiz, Kind.SINGLE, Kind.SINGLE)
    shows("given", closed=["given", "marks"])
    result(client, learner, quiz, {1: "b"})
    for page in (RESULT, DOOR, reverse("course", args=["kurs"])):
        assert "50" not in text_of(client.get(page)) and "1 of 2" not in text_of(client.get(page))


def test_it_says_from_when_on_there_is_more(client, learner, quiz, shows):
    ask(quiz, Kind.SINGLE)
    shows(*Aspect.values, right_after=["given"])
    assert "on you see more of it here." in text_of(result(client, learner, quiz, {1: "b"}))
    later = text_of(result(client, learner, quiz, {1: "b"}, minutes_ago=3))
    assert "on you see more of it here." not in later and "You have 1 of 1 points" in later


def test_a_quiz_for_practice_may_tell_at_once(client, learner, quiz, shows):
    quiz.practice = True
    ask(quiz, Kind.SINGLE, Kind.SINGLE, text=EXPLAINED)
    shows(*Aspect.values, during=["given", "correctness", "general"])
    client.force_login(learner)
    start(client)
    client.post(PAGE, {**form(client), "q1": "b", "save": "1"})
    page = text_of(client.get(PAGE))
    assert page.count("That is right") == page.count("Weil es so ist.") == 1
    assert Attempt.objects.get().finished_at is None


# -- words on a result --------------------------------------------------------------------------------------------


@pytest.fixture
def bands(quiz):
    for percent, words in ((0, "Lies noch einmal."), (50, "Halb geschafft."), (90, "Stark!")):
        FeedbackBandFactory(module=quiz.module, from_percent=percent, text={"words": words})
    publish(FeedbackBand.objects.get(from_percent=50), "ar", words="نصف الطريق")


@pytest.mark.parametrize(
    ("given", "words"),
    [({}, "Lies noch einmal."), ({1: "b"}, "Halb geschafft."), ({1: "b", 2: "b"}, "Stark!")],
)
def test_a_result_is_told_the_words_of_its_band(client, learner, quiz, bands, given, words):
    ask(quiz, Kind.SINGLE, Kind.SINGLE)
    page = text_of(result(client, learner, quiz, given))
    assert [told for told in ("Lies noch einmal.", "Halb geschafft.", "Stark!") if told in page] == [words]


def test_words_on_a_result_come_in_the_readers_language_and_only_with_their_aspect(
    client, learner, quiz, bands, shows
):
    ask(quiz, Kind.SINGLE, Kind.SINGLE)
    result(client, learner, quiz, {1: "b"})
    arabic = client.get(RESULT.replace("/de/", "/ar/")).content.decode()
    assert '<p lang="ar" dir="rtl">نصف الطريق</p>' in arabic
    shows("marks")
    assert "Halb geschafft." not in text_of(client.get(RESULT))


# -- whatever is allowed ------------------------------------------------------------------------------------------

#: kind → what was given, and what only the right answer says
GIVEN = {
    Kind.SINGLE: ("a", {"this is right"}),
    Kind.MULTIPLE: (["b"], {"missing", "this is right"}),
    Kind.TRUE_FALSE: (False, {"this is right"}),
    Kind.MATCHING: ({"a": "b", "b": "a"}, {"Rot – Abgeben", "Grün – Tun"}),
    Kind.GAP: ({"1": "§ 556"}, {"§ 558"}),
    Kind.NUMERIC: ("7", {"5"}),
}


@pytest.mark.parametrize("kind", GIVEN)
def test_each_aspect_is_told_if_and_only_if_it_may_be(learner, quiz, kind):
    """All 64 choices of aspects, on one wrong answer of each kind."""
    ask(quiz, kind, text=EXPLAINED)
    attempt = start_attempt(learner, quiz, client_key=uuid4(), language="de", at=timezone.now())
    wrong, only_right = GIVEN[kind]
    answer = attempt.answers.select_related("version", "text").get()
    answer.given = wrong
    for number in range(2 ** len(Aspect)):
        seen = frozenset(aspect for place, aspect in enumerate(Aspect) if number >> place & 1)
        told = Reviewed(
            answer, answer.text, attempt, language="de", interface="de", explanation="Weil.", shows=seen
        )
        lines = {str(line.text) for line in told.lines} | {str(line.look.word) for line in told.lines}
        assert bool(told.explanation) == (Aspect.GENERAL in seen)
        told_right = any(words in " ".join(lines) for words in only_right)
        assert told_right == (Aspect.RIGHT_ANSWER in seen)
        if Aspect.CORRECTNESS not in seen:
            assert str(told.look.word) in ("", "Answered")
            assert not lines & {"right", "not yet", "does not belong here"}
        if Aspect.GIVEN not in seen:
            assert not told.understood and not any(line.given for line in told.lines)
            assert "your answer" not in lines
        if Aspect.SPECIFIC not in seen:
            assert told.comment == ""
