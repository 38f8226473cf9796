"""The result of an attempt, question by question, as far as it may be seen."""

from decimal import Decimal
from uuid import uuid4

from django.contrib.auth.decorators import login_required
from django.db.models import prefetch_related_objects
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from curriculum.explaining import explanations, terms_explained
from curriculum.feedback import feedback_on
from curriculum.numbers import write_number
from curriculum.reading import read_terms
from curriculum.review_matrix import Aspect, moment_of, more_from, shown
from lms.people.languages import interface_language

from ..allowing import may_start, moment_in_words
from ..asking import said_once, wordings
from ..counting_marks import markings_of
from ..models import Answer, Attempt
from ..path import around
from ..withholding import Reviewed
from .own_attempts import own_attempt, places
from .studying import address


@login_required
def review(request, course, module, number):
    """The result of an attempt, question by question."""
    found, part, own = own_attempt(request, course, module, number)
    if not own.finished_at:
        return redirect("attempt", course, module, number)
    rules, now = own.quiz, timezone.now()
    seen = shown(rules.review, moment_of(own.finished_at, rules.closes_at, at=now))
    more = more_from(rules.review, own.finished_at, rules.closes_at, at=now)
    answers = places(own, "text") if seen - {Aspect.MARKS} else []
    corrected = [answer for answer in answers if answer.judged_by_id]
    prefetch_related_objects(corrected, "judged_by__version")
    texts = wordings(answers, request.content_language)
    questions = looked_at(request, answers, texts, own, seen)
    explained = [question.text for question in questions] if Aspect.GENERAL in seen else []
    ends = Attempt.objects.of(request.user).filter(quiz=rules).finished()
    context = {
        "outline": found,
        "module": part,
        "attempt": own,
        "sees_marks": Aspect.MARKS in seen,
        "more": more and moment_in_words(more),
        "feedback": feedback_on(part.id, own.share, request.content_language, generation=found.generation)
        if Aspect.SPECIFIC in seen and own.share is not None
        else None,
        "not_now": may_start(rules, ends.values_list("finished_at", flat=True), at=now),
        "marks": _points(own.marks),
        "max_marks": _points(own.max_marks),
        "corrected": bool(corrected),
        **said_once(questions),
        "questions": questions,
        "terms": [
            {
                "id": f"term-{term.slug}",
                "german": term.german,
                "translated": "" if term.term.language == "de" else term.term,
                "definition": term.definition,
                "under_review": term.under_review,
            }
            for term in read_terms(terms_explained(explained), request.content_language)
        ],
        "next": address(found, around(found, part, None)[1]),
        "key": uuid4(),
        "here": "course",
        "course_address": reverse("course", args=[course]),
    }
    return render(request, "learning/quiz_review.html", context)


def looked_at(request, answers: list[Answer], texts: dict, attempt: Attempt, seen) -> list[Reviewed]:
    """The questions looked back at, with what may be seen of them; `texts` are those in another language."""
    worded = [(answer, texts.get(answer.position, answer.text)) for answer in answers]
    markings = markings_of(answers)
    explained = explanations([text for _answer, text in worded]) if Aspect.GENERAL in seen else {}
    return [
        Reviewed(
            answer,
            text,
            attempt,
            language=request.content_language,
            interface=interface_language(),
            explanation=explained.get(text.pk, ""),
            markings={part: row for (pk, part), row in markings.items() if pk == answer.pk},
            shows=seen,
        )
        for answer, text in worded
    ]


def _points(marks: Decimal) -> str:
    """Marks as the interface writes them, to two places."""
    return write_number(marks.quantize(Decimal("0.01")), language=interface_language())
