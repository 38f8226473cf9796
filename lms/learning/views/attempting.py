"""The quiz of a module: what to expect, the questions, the result."""

from decimal import Decimal
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from curriculum.explaining import explanations, terms_explained
from curriculum.models import Kind, Quiz, Review
from curriculum.numbers import write_number
from curriculum.outlining import outline
from curriculum.reading import read_terms
from lms.people.languages import address_in, interface_language
from lms.people.refusals import Refusal

from ..asking import Asked, said_once, shown_order, wordings
from ..attempting import (
    AnswersNotUnderstood,
    AttemptIsFinished,
    finish_attempt,
    not_understood,
    save_answers,
    start_attempt,
)
from ..looking_back import LookedAt
from ..models import Answer, Attempt
from ..path import around
from ..permissions import course_of, module_of
from ..taking_answers import given_in, moved
from .studying import address


@login_required
def quiz(request, course, module):
    """The door of a quiz: GET says what to expect, POST starts an attempt or goes on with the open one."""
    quiz = get_object_or_404(Quiz, module__slug=module, module__course_modules__course__slug=course)
    refusal = None
    if request.method == "POST":
        try:
            begun = start_attempt(
                request.user,
                quiz,
                client_key=_key(request.POST.get("key")),
                language=request.content_language,
                at=timezone.now(),
                course=course,
            )
            return redirect("attempt", course, module, begun.number)
        except Refusal as refused:
            refusal = refused
    found, enrolment = course_of(request.user, course, request.content_language)
    attempts = list(Attempt.objects.of(request.user).filter(quiz=quiz).order_by("-number"))
    context = {
        "outline": found,
        "module": module_of(found, module),
        "quiz": quiz,
        "enrolment": enrolment,
        "refusal": refusal,
        "practice": Review.objects.open()
        .filter(question__slots__quiz=quiz, question__archived_at=None)
        .count(),
        "open": next((attempt for attempt in attempts if not attempt.finished_at), None),
        "best": max((a for a in attempts if a.share is not None), key=lambda a: a.share, default=None),
        "last": next((attempt for attempt in attempts if attempt.finished_at), None),
        "key": uuid4(),
        "here": "course",
        "course_address": reverse("course", args=[course]),
    }
    return render(request, "learning/quiz.html", context, status=409 if refusal else 200)


@login_required
def attempt(request, course, module, number):
    """All questions on one page: GET asks them, POST keeps what was answered, moves a step or hands everything in."""
    place = _own(request, course, module, number)
    *_outline, own = place
    if own.finished_at:
        return redirect("attempt_review", course, module, number)
    if request.method == "POST":
        try:
            return _act(request, own) or redirect("attempt_review", course, module, number)
        except AnswersNotUnderstood as refused:
            return _ask(request, *place, refusal=refused, status=422)
        except AttemptIsFinished:
            return redirect("attempt_review", course, module, number)
        except Refusal as refused:
            return _ask(request, *place, refusal=refused, status=409)
    return _ask(request, *place)


def _act(request, attempt):
    """Do what the form says; the response, or None once everything is handed in."""
    post, now = request.POST, timezone.now()
    answers = _places(attempt)
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
    if "save" in post or post.get("read") in dict(settings.LANGUAGES):
        save_answers(attempt, given, at=now, shown=shown)
        return redirect(address_in(request, post["read"]) if "read" in post else f"{request.path}?saved=1")
    finish_attempt(attempt, given, client_key=_key(post.get("key")), at=now, shown=shown)
    return None


def _ask(request, found, part, attempt, *, refusal=None, status=200):
    """The page with all questions, what was given so far, and what of it cannot be read."""
    language, interface = request.content_language, interface_language()
    answers = _places(attempt, "text")
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
    context = {
        "outline": found,
        "module": part,
        "attempt": attempt,
        **said_once(questions),
        "questions": questions,
        "errors": [question for question in questions if question.error],
        "refusal": refusal,
        "saved": "saved" in request.GET,
        "here": "course",
        "course_address": reverse("course", args=[found.slug]),
    }
    return render(request, "learning/quiz_attempt.html", context, status=status)


@login_required
def review(request, course, module, number):
    """The result of an attempt, question by question."""
    found, part, own = _own(request, course, module, number)
    if not own.finished_at:
        return redirect("attempt", course, module, number)
    language, interface = request.content_language, interface_language()
    answers = _places(own, "text")
    texts = wordings(answers, language)
    shown = {answer.position: texts.get(answer.position, answer.text) for answer in answers}
    explained = explanations(shown.values())
    questions = [
        LookedAt(
            answer,
            text,
            own,
            language=language,
            interface=interface,
            explanation=explained[text.pk],
        )
        for answer, text in zip(answers, shown.values(), strict=True)
    ]
    context = {
        "outline": found,
        "module": part,
        "attempt": own,
        "marks": _points(own.marks),
        "max_marks": _points(own.max_marks),
        **said_once(questions),
        "questions": questions,
        "terms": [
            {
                "id": f"term-{term.slug}",
                "german": term.german,
                "translated": "" if term.term.language == "de" else term.term,
                "definition": term.definition,
            }
            for term in read_terms(terms_explained(shown.values()), language)
        ],
        "next": address(found, around(found, part, None)[1]),
        "key": uuid4(),
        "here": "course",
        "course_address": reverse("course", args=[course]),
    }
    return render(request, "learning/quiz_review.html", context)


def _own(request, course: str, module: str, number: int):
    """The course's outline, its module, and the user's own attempt at the quiz; Http404 for any other."""
    found = outline(course, request.content_language)
    if found is None:
        raise Http404("no such course")
    part = module_of(found, module)
    own = Attempt.objects.of(request.user).select_related("quiz")
    attempt = get_object_or_404(own, quiz__module=part.id, number=number)
    attempt.learner = request.user
    return found, part, attempt


def _places(attempt: Attempt, *joined: str) -> list[Answer]:
    return list(attempt.answers.select_related("version", *joined).order_by("position"))


def _points(marks: Decimal) -> str:
    """Marks as the interface writes them, to two places."""
    return write_number(marks.quantize(Decimal("0.01")), language=interface_language())


def _key(given) -> UUID:
    """The key of the act as the form carried it; a new one where it carried none."""
    try:
        return UUID(given or "")
    except ValueError:
        return uuid4()
