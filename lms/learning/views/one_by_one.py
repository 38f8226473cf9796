"""A quiz with one question a page: the questions, and the list of all places before handing in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from curriculum.models import Kind
from lms.people.refusals import Refusal

from ..asking import number_read, said_once
from ..attempting import (
    AnswersNotUnderstood,
    AttemptIsFinished,
    not_understood,
    save_answers,
)
from ..going_through import QuestionPassed, go_on, mark
from ..taking_answers import given_in
from .attempting import act, asked, on_paper, over
from .own_attempts import own_attempt, places

#: buttons that keep the answer and go somewhere → how many questions further; 0 is the list of all
WAYS = {"next": 1, "back": -1, "list": 0}
#: buttons that do the same as on a page with all questions; nothing is handed in from here
STAYS = {"save", "go", "up", "down", "read", "time_up"}


@login_required
def question(request, course, module, number, position):
    """One question: GET asks it, POST keeps the answer and goes where the button says."""
    page = Page(request, course, module, number)
    if page.elsewhere:
        return page.elsewhere
    if not 1 <= position <= page.count:
        raise Http404("no such question")
    if page.attempt.quiz.sequential and position != page.attempt.reached:
        return page.passed(position)
    if request.method == "POST":
        return page.acted(lambda: page.go_from(position), lambda **why: page.ask(position, **why))
    return page.ask(position)


@login_required
def all_places(request, course, module, number):
    """All places of the attempt, answered or not: GET lists them, POST hands everything in."""
    page = Page(request, course, module, number)
    if page.elsewhere:
        return page.elsewhere
    if page.attempt.quiz.sequential and page.attempt.reached <= page.count:
        return redirect(page.present_address())
    if request.method == "POST":
        return page.acted(lambda: act(request, page.attempt), page.list)
    return page.list()


class Page:
    """What the pages of an attempt have in common. `elsewhere` is where to go if there is nothing to ask here."""

    def __init__(self, request, course, module, number):
        self.request, self.place = request, (course, module, number)
        self.outline, self.module, self.attempt = own_attempt(request, *self.place)
        self.elsewhere = None
        if self.attempt.finished_at:
            self.elsewhere = over(request, AttemptIsFinished(), *self.place)
        elif not self.attempt.quiz.one_a_page:
            self.elsewhere = redirect("attempt", *self.place)
        else:
            self.answers = places(self.attempt, "text")
            self.count = len(self.answers)

    def acted(self, do, show):
        """What doing it leads to; a refusal is said on the page."""
        try:
            return do() or redirect("attempt_review", *self.place)
        except AnswersNotUnderstood as refused:
            return show(refusal=refused, status=422)
        except AttemptIsFinished as refused:
            return over(self.request, refused, *self.place)
        except Refusal as refused:
            return show(refusal=refused, status=409)

    def go_from(self, position: int):
        """Keep the answer, then go to where the button says; what cannot be read is said first."""
        post, answer = self.request.POST, self.answers[position - 1]
        if not self.attempt.quiz.sequential and answer.marked != ("marked" in post):
            mark(self.attempt, position, not answer.marked)
        way = next((way for way in WAYS if way in post), "")
        if not way and STAYS & post.keys():
            return act(self.request, self.attempt)
        given, shown = given_in(post, [answer], self.attempt)
        save_answers(self.attempt, given, at=timezone.now(), shown=shown)
        self.answers = places(self.attempt, "text")
        if way == "next" and (unclear := not_understood([self.answers[position - 1]])):
            raise AnswersNotUnderstood(unclear)
        if way == "next" and self.attempt.quiz.sequential:
            go_on(self.attempt, position)
        return redirect(self.address(position + WAYS[way] if WAYS.get(way) else 0))

    def passed(self, position: int):
        """To the question that is to be answered now; an answer to another one is not taken, and that is said."""
        answer = self.answers[position - 1]
        given, _shown = given_in(self.request.POST, [answer], self.attempt)
        if given.get(position, answer.given) != answer.given:
            messages.warning(self.request, str(QuestionPassed()))
        return redirect(self.present_address())

    def address(self, position: int) -> str:
        """Of the question at a position; of the list for one that there is not."""
        if 1 <= position <= self.count:
            return reverse("attempt_question", args=[*self.place, position])
        return reverse("attempt_places", args=self.place)

    def present_address(self) -> str:
        return self.address(self.attempt.reached)

    def ask(self, position: int, *, refusal=None, status=200):
        answer = self.answers[position - 1]
        questions = asked(self.request, [answer], self.attempt)
        context = {
            **on_paper(self.outline, self.module, self.attempt),
            **said_once(questions),
            "questions": questions,
            "refusal": refusal,
            "saved": "saved" in self.request.GET,
            "position": position,
            "count": self.count,
            "marked": answer.marked,
        }
        return render(self.request, "learning/quiz_question.html", context, status=status)

    def list(self, *, refusal=None, status=200):
        unclear = not_understood(self.answers)
        context = {
            **on_paper(self.outline, self.module, self.attempt),
            "refusal": refusal,
            "places": [
                {
                    "position": answer.position,
                    "address": self.address(answer.position),
                    "answered": answer.given is not None,
                    "marked": answer.marked,
                    "error": unclear.get(answer.position, ""),
                    "understood": number_read(answer) if answer.version.kind == Kind.NUMERIC else "",
                }
                for answer in self.answers
            ],
            "open": sum(answer.given is None for answer in self.answers),
        }
        return render(self.request, "learning/quiz_places.html", context, status=status)
