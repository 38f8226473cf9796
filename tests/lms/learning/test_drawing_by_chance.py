"""Questions drawn from the bank: by category and tag, without repetition, as the seed has it."""

from collections import Counter
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum.models import QuizQuestion
from lms.learning.attempting import start_attempt
from lms.learning.drawing import InBank, Place, choose, draw, shuffled
from tests.factories.curriculum import QuestionFactory, publish

from .walking_through import NOW, ask, begin, hand_in

seeds = st.integers(0, 2**63 - 1)
labels = st.sampled_from(["", "miete", "recht"])
banks = st.lists(st.tuples(labels, st.lists(labels.filter(bool), max_size=2, unique=True)), max_size=8).map(
    lambda rows: [InBank(id, group, tuple(tags)) for id, (group, tags) in enumerate(rows, start=1)]
)
chances = st.builds(Place, st.none(), st.integers(1, 3), labels, labels)


@st.composite
def quizzes(draw):
    """A bank, and places with some fixed questions of it among those by chance."""
    bank = draw(banks)
    fixed = draw(st.lists(st.sampled_from([q.id for q in bank]), max_size=2, unique=True)) if bank else []
    return bank, draw(st.permutations([*draw(st.lists(chances, max_size=3)), *map(Place, fixed)]))


@given(quizzes(), seeds)
def test_no_question_stands_twice_and_each_fits_its_place(quiz, seed):
    bank, places = quiz
    known = {question.id: question for question in bank}
    drawn = choose(places, bank, seed=seed)

    assert max(Counter(id for ids in drawn for id in ids).values(), default=1) == 1
    for place, ids in zip(places, drawn, strict=True):
        if place.question_id:
            assert ids == [place.question_id]
        else:
            assert len(ids) <= place.number and all(place.takes(known[id]) for id in ids)


@given(quizzes(), seeds, st.randoms(use_true_random=False))
def test_the_seed_decides_and_not_the_order_of_the_bank(quiz, seed, random):
    bank, places = quiz
    mixed = [*bank]
    random.shuffle(mixed)

    assert choose(places, mixed, seed=seed) == choose(places, bank, seed=seed)


@given(quizzes(), seeds)
def test_no_question_is_left_over_that_an_empty_place_could_take(quiz, seed):
    bank, places = quiz
    drawn = choose(places, bank, seed=seed)
    used = {id for ids in drawn for id in ids}

    for place, ids in zip(places, drawn, strict=True):
        if place.question_id is None and len(ids) < place.number:
            assert not [question for question in bank if question.id not in used and place.takes(question)]


@given(seeds)
def test_a_question_that_one_place_needs_is_not_spent_on_another(seed):
    bank = [InBank(1, "miete"), InBank(2, "recht")]
    assert choose([Place(None), Place(None, category="miete")], bank, seed=seed) == [[2], [1]]


@given(st.lists(st.integers(), max_size=9), seeds)
def test_shuffling_loses_nothing(questions, seed):
    assert sorted(shuffled(questions, seed=seed)) == sorted(questions)


def test_a_known_order_stays_what_it_was():
    assert shuffled("abcde", seed=42) == list("adbec")


# -- from the bank of a module -------------------------------------------------------------------------------------


def by_chance(quiz, number, **which):
    return QuizQuestion.objects.create(quiz=quiz, number=number, sort_order=quiz.slots.count(), **which)


def questions_of(attempt) -> list:
    return [answer.version.question for answer in attempt.answers.select_related("version__question")]


@pytest.mark.django_db
def test_fixed_questions_stand_where_they_stand_and_others_are_drawn_around_them(learner, quiz):
    wanted = [QuestionFactory(module=quiz.module, category="miete", tags=["frist"]) for _ in range(3)]
    QuestionFactory(module=quiz.module, category="miete")
    QuestionFactory(category="miete", tags=["frist"])  # in another bank
    by_chance(quiz, 2, category="miete", tag="frist", max_marks=2)
    (fixed,) = ask(quiz, "single")
    attempt = begin(learner, quiz)

    first, second, last = questions_of(attempt)
    assert {first, second} < set(wanted) and first != second and last == fixed
    assert [answer.max_marks for answer in attempt.answers.all()] == [2, 2, 1]


@pytest.mark.django_db
def test_only_what_can_be_asked_is_drawn(learner, quiz):
    by_chance(quiz, 3)
    ready, draft, gone, foreign = (QuestionFactory(module=quiz.module) for _ in range(4))
    publish(foreign, "ar", wording="ما الصحيح؟")
    foreign.own_rows().filter(language_code="de").update(live=False)
    draft.own_rows().update(live=False)
    type(gone).objects.filter(pk=gone.pk).update(archived_at=NOW)

    attempt = start_attempt(learner, quiz, client_key=uuid4(), language="ar", at=NOW)
    assert questions_of(attempt) == [ready]


@pytest.mark.django_db
def test_another_attempt_draws_anew_and_an_open_one_stays_as_it_is(learner, quiz):
    by_chance(quiz, 6)
    for _ in range(30):
        QuestionFactory(module=quiz.module)
    first = begin(learner, quiz)
    drawn = questions_of(first)
    QuestionFactory(module=quiz.module)
    assert begin(learner, quiz) == first and questions_of(first) == drawn
    hand_in(first, {})
    assert questions_of(begin(learner, quiz)) != drawn


@pytest.mark.django_db
def test_the_order_is_the_same_in_every_language(learner, quiz):
    type(quiz).objects.update(shuffles_questions=True)
    quiz.refresh_from_db()
    for question in ask(quiz, *["single"] * 6):
        publish(question, "ar", wording="ما الصحيح؟")
    for seed in (1, 2, 3):
        german, arabic = (draw(quiz, language, seed=seed) for language in ("de", "ar"))
        assert [d.version_id for d in german] == [d.version_id for d in arabic]
        assert [d.text_id for d in german] != [d.text_id for d in arabic]


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_drawing_costs_one_query_and_by_chance_two(quiz, count, django_assert_num_queries):
    ask(quiz, *["single"] * count)
    with django_assert_num_queries(1):
        assert len(draw(quiz, "de", seed=7)) == count
    by_chance(quiz, count)
    [QuestionFactory(module=quiz.module) for _ in range(count)]
    with django_assert_num_queries(2):
        assert len(draw(quiz, "de", seed=7)) == 2 * count


@pytest.mark.django_db
def test_a_second_click_draws_nothing(learner, quiz):
    by_chance(quiz, 1)
    QuestionFactory(module=quiz.module)
    key = uuid4()
    twice = [start_attempt(learner, quiz, client_key=key, language="de", at=NOW) for _ in range(2)]
    assert twice[0] == twice[1] and twice[0].answers.count() == 1
