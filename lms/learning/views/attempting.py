"""The quiz of a module: what to expect, the questions, the result."""

from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from curriculum.models import Kind, Quiz, Review
from curriculum.review_matrix import Aspect, Moment, moment_of, shown
from lms.people.languages import address_in, interface_language
from lms.people.refusals import Refusal

from ..allowing import extra_time, may_start
from ..asking import Asked, said_once, shown_order, wordings
from ..attempting import (
    AnswersNotUnderstood,
    AttemptIsFinished,
    TimeIsUp,
    close_overdue,
    finish_attempt,
    not_understood,
    save_answers,
    start_attempt,
)
from ..clock import time_left
from ..completion import QuizDone, quiz_result
from ..going_through import present_place
from ..looking_twice import goes_on, has_readings, unseen_numbers
from ..models import Accommodation, Answer, Attempt
from ..path import path
from ..permissions import course_of, module_of
from ..progressing import completion_of, is_guarded, locks_of
from ..taking_answers import given_in, moved
from .looking_back import looked_at
from .own_attempts import own_attempt, places
from .studying import key_of_act, locked


@login_required
def quiz(request, course, module):
    """The door of a quiz: GET says what to expect, POST starts an attempt or goes on with the open one."""
    quiz = get_object_or_404(Quiz, module__slug=module, module__course_modules__course__slug=course)
    refusal, now = None, timezone.now()
    mine = Attempt.objects.of(request.user).filter(quiz=quiz)
    if quiz.time_limit or quiz.closes_at:
        close_overdue(mine, at=now)
    if request.method == "POST":
        try:
            begun = start_attempt(
                request.user,
                quiz,
                client_key=key_of_act(request.POST.get("key")),
                language=request.content_language,
                at=now,
                course=course,
            )
            return redirect("attempt", course, module, begun.number)
        except Refusal as refused:
            refusal = refused
    found, enrolment = course_of(request.user, course, request.content_language)
    if enrolment and is_guarded(found):
        done = completion_of(enrolment, found, at=now)
        step = path(found, done, locks_of(enrolment, found, done)).module(module)
        if step and (step.first or step.quiz_first):
            return locked(request, found, step)
    attempts = list(mine.order_by("-number"))
    finished = [attempt for attempt in attempts if attempt.finished_at]
    last = finished[0] if finished else None
    seen = shown(quiz.review, moment_of(last.finished_at, quiz.closes_at, at=now)) if last else ()
    context = {
        "outline": found,
        "module": module_of(found, module),
        "quiz": quiz,
        "enrolment": enrolment,
        "refusal": refusal,
        "practice": Review.objects.open().questions_of(quiz).count(),
        "open": next((attempt for attempt in attempts if not attempt.finished_at), None),
        "not_now": enrolment and may_start(quiz, [attempt.finished_at for attempt in finished], at=now),
        "left": quiz.attempts_allowed and max(quiz.attempts_allowed - len(finished), 0),
        "extra": quiz.time_limit and _minutes_more(request.user, quiz),
        "result": _result(finished, quiz) if Aspect.MARKS in seen else None,
        "last": last,
        "key": uuid4(),
        "here": "course",
        "course_address": reverse("course", args=[course]),
    }
    return render(request, "learning/quiz.html", context, status=409 if refusal else 200)


def _minutes_more(learner, quiz: Quiz) -> int:
    """How many minutes more than others the learner has."""
    more = extra_time(quiz.time_limit, Accommodation.objects.holding_for(learner, quiz))
    return int(more.total_seconds()) // 60


def _result(finished: list[Attempt], quiz: Quiz) -> dict | None:
    """What the attempts prove so far: per cent, rounded down, and whether it is passed."""
    done = (QuizDone(a.finished_at, a.share, a.pass_mark, a.number) for a in finished)
    share, passed_at = quiz_result(done, quiz.counting)
    return None if share is None else {"percent": int(share * 100), "passed": passed_at is not None}


@login_required
def attempt(request, course, module, number):
    """All questions on one page: GET asks them, POST keeps what was answered, moves a step or hands everything in."""
    place = own_attempt(request, course, module, number)
    *_outline, own = place
    if own.finished_at:
        return over(request, AttemptIsFinished(), course, module, number)
    if own.quiz.one_a_page:
        where = course, module, number
        position = present_place(own)
        return (
            redirect("attempt_question", *where, position) if position else redirect("attempt_places", *where)
        )
    if request.method == "POST":
        try:
            return act(request, own) or redirect("attempt_review", course, module, number)
        except AnswersNotUnderstood as refused:
            return _ask(request, *place, refusal=refused, status=422)
        except AttemptIsFinished as refused:
            return over(request, refused, course, module, number)
        except Refusal as refused:
            return _ask(request, *place, refusal=refused, status=409)
    return _ask(request, *place)


def over(request, refusal: AttemptIsFinished, *place):
    """To the result, and why; pages that save while one types are told where it stands."""
    address = reverse("attempt_review", args=place)
    if isinstance(refusal, TimeIsUp):
        messages.warning(request, str(refusal))
    return redirect(address) if request.accepts("text/html") else JsonResponse({"over": address})


def act(request, attempt):
    """Do what the form says; the response, or None once everything is handed in."""
    post, now = request.POST, timezone.now()
    answers = places(attempt)
    given, shown = given_in(post, answers, attempt)
    if step := post.get("up") or post.get("down"):
        name, _, token = step.partition(":")
        answer = next((answer for answer in answers if f"q{answer.position}" == name), None)
        if answer is None or answer.version.kind != Kind.ORDERING or answer.position not in given:
            raise Http404("no such step")
        steps, by = given[answer.position] or [], -1 if "up" in post else 1
        given[answer.position] = moved(steps, token, by, shown_order(answer, attempt))
        save_answers(attempt, given, at=now, shown=shown)
        return redirect(f"{request.path}?moved={name}:{token}#{name}")
    if "go" in post:
        save_answers(attempt, given, at=now, shown=shown)
        names = [f"q{answer.position}" for answer in answers]
        return redirect(f"{request.path}#{post['go']}" if post["go"] in names else request.path)
    if "save" in post or "read" in post:
        save_answers(attempt, given, at=now, shown=shown)
        known = post.get("read") in dict(settings.LANGUAGES)
        return redirect(address_in(request, post["read"]) if known else f"{request.path}?saved=1")
    if "time_up" in post and attempt.due_at and now < attempt.due_at:  # by a clock that runs ahead of ours
        save_answers(attempt, given, at=now, shown=shown)
        return redirect(request.path)
    key = key_of_act(post.get("key"))
    looks = key == attempt.client_key and "time_up" not in post
    if looks and (goes_on(answers, given) or has_readings(answers, given)):
        save_answers(attempt, given, at=now, shown=shown)
        if goes_on(answers, given) or unseen_numbers(places(attempt, "text"), post):
            return redirect(f"{request.path}?look=1")
    finish_attempt(attempt, given, client_key=key, at=now, shown=shown)
    return None


def _ask(request, found, part, attempt, *, refusal=None, status=200):
    """The page with all questions, what was given so far, and what of it cannot be read."""
    answers = places(attempt, "text")
    questions = asked(request, answers, attempt)
    context = {
        **on_paper(found, part, attempt),
        **said_once(questions),
        "questions": questions,
        "errors": [question for question in questions if question.error],
        "refusal": refusal,
        "look": [q for q in questions if q.shows_something_new] if "look" in request.GET else [],
        "saved": "saved" in request.GET,
    }
    return render(request, "learning/quiz_attempt.html", context, status=status)


def on_paper(found, part, attempt: Attempt) -> dict:
    """What every page of an attempt shows around its questions."""
    return {
        "outline": found,
        "module": part,
        "attempt": attempt,
        "clock": time_left(attempt, at=timezone.now()),
        "here": "course",
        "course_address": reverse("course", args=[found.slug]),
    }


def asked(request, answers: list[Answer], attempt: Attempt) -> list[Asked]:
    """The questions with what was given, what of it cannot be read, and what a quiz for practice tells already."""
    language, interface = request.content_language, interface_language()
    texts, errors = wordings(answers, language), not_understood(answers)
    name, _, token = request.GET.get("moved", "").partition(":")
    questions = [
        Asked(
            answer,
            texts.get(answer.position, answer.text),
            attempt,
            language=language,
            interface=interface,
            error=errors.get(answer.position, ""),
            moved=token if name == f"q{answer.position}" else "",
        )
        for answer in answers
    ]
    if seen := shown(attempt.quiz.review, Moment.DURING):
        kept = [answer for answer in answers if answer.given is not None]
        reviewed = {q.position: q for q in looked_at(request, kept, texts, attempt, seen)}
        for question in questions:
            question.review = reviewed.get(question.position)
            if question.review and Aspect.RIGHT_ANSWER not in seen:
                question.review.lines = []  # they stand in the question itself
    return questions
