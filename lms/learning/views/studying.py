"""The course and its lessons, as learners walk through them."""

from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from curriculum.asking_anew import changed_since
from curriculum.models import Lesson
from curriculum.reading import ReadBlock, read_lesson
from lms.people.languages import own_name
from lms.people.refusals import Refusal

from ..completion import Facts, Kind, LessonState, Part, complete_module, completion
from ..facts import asking_in, facts_in
from ..local_facts import ShownFact, shown_facts
from ..path import Path, Step, around, module_step, path
from ..permissions import course_of, lesson_of, module_of
from ..progressing import asked_by, asked_in, completion_of, is_guarded, locks_of
from ..studying import check_oneself, complete_lesson, open_lesson

BESIDE = "beside"


@login_required
def course(request, course):
    """The outline of a course with the learner's states."""
    found, enrolment = course_of(request.user, course, request.content_language)
    now = timezone.now()
    done = (
        completion_of(enrolment, found, at=now) if enrolment else completion(asked_by(found), Facts(), at=now)
    )
    way = path(found, done, locks_of(enrolment, found, done))
    context = {
        "path": way,
        "outline": found,
        "enrolment": enrolment,
        "guarded": is_guarded(found),
        "here": "course",
        "next": address(found, way.next),
    }
    return render(request, "learning/course.html", context)


@login_required
def lesson(request, course, module, lesson):
    """A lesson: GET shows it, POST answers its question to oneself or says that it is done."""
    language = request.content_language
    found, enrolment = course_of(request.user, course, language)
    part = module_of(found, module)
    page = lesson_of(part, lesson)
    now = timezone.now()
    asked, facts, opened = asked_in(part), Facts(), ()
    guarded = enrolment is not None and is_guarded(found)
    if guarded:
        modules = asked_by(found)
        facts, opened = facts_in(request.user, modules, **asking_in(enrolment, modules))
        step = path_in(found, enrolment, facts, at=now).module(module)
        if step.first or step.lesson(page.id).first:
            return locked(request, found, step, page)
    answered = refusal = None
    if request.method == "POST":
        try:
            answered = _act(request, page, enrolment, at=now)
        except Refusal as refused:
            refusal = refused
        else:
            if answered is None:
                return redirect(_go_on(found, part, page))
    if enrolment and not guarded:
        facts, opened = facts_in(request.user, [asked], **asking_in(enrolment, [asked]))
    if enrolment and page.id not in opened and "X-Keep" not in request.headers:  # kept for later is not read
        open_lesson(request.user, page.id, at=now)
    reading = read_lesson(page.id, language, generation=found.generation)
    second = request.GET.get(BESIDE)
    other = None
    if second and second != reading.title.language:
        other = read_lesson(page.id, second, generation=found.generation)
    step = module_step(part, complete_module(asked, facts, at=now))
    current = step.lesson(page.id)
    previous, following = around(found, part, page)
    context = {
        "outline": found,
        "lesson": page,
        "step": step,
        "current": current,
        "changed": _changed(page.id, facts) if current.state == LessonState.CHANGED else None,
        "reading": reading,
        "pairs": _pairs(reading, other, request.user, enrolment, on=timezone.localdate(now)),
        "ways_to_read": _ways_to_read(request, reading, other),
        "answered": _answer(reading, *answered) if answered else None,
        "refusal": refusal,
        "key": uuid4(),
        "next": following,
        "previous": previous,
        "next_address": address(found, following) or reverse("course", args=[course]),
        "previous_address": address(found, previous),
        "here": "course",
        "course_address": reverse("course", args=[course]),
    }
    return render(request, "learning/lesson.html", context)


def _act(request, page, enrolment, *, at) -> tuple[str, list[str]] | None:
    """Do what the form says: the question to oneself with what was chosen, or None where the lesson is done.

    Who only reads leaves no trace. Raises what `complete_lesson` raises.
    """
    row = get_object_or_404(Lesson, pk=page.id)
    act = {"client_key": key_of_act(request.POST.get("key")), "at": at}
    if check := request.POST.get("check"):
        chosen = request.POST.getlist(f"check-{check}")
        if enrolment and chosen:
            check_oneself(request.user, row, **act)
        return check, chosen
    if enrolment:
        complete_lesson(request.user, row, **act)
    return None


def _changed(lesson_id: int, facts: Facts):
    """What the lesson says otherwise since it was learned, or counted as learned."""
    counted = facts.overrides.get(Part(Kind.LESSON, lesson_id), ())
    return changed_since(
        lesson_id, max(done.substance for done in (*facts.lessons.get(lesson_id, ()), *counted))
    )


def path_in(found, enrolment, facts: Facts, *, at) -> Path:
    """The path of somebody whose facts are known."""
    done = completion(asked_by(found), facts, at=at)
    return path(found, done, locks_of(enrolment, found, done))


def locked(request, found, step, page=None):
    """What comes before a locked lesson, or the quiz where `page` is None, with the ways there."""
    context = {
        "outline": found,
        "step": step,
        "lesson": page,
        "before": None if step.first else step.lesson(page.id).first if page else step.quiz_first,
        "here": "course",
        "course_address": reverse("course", args=[found.slug]),
    }
    return render(request, "learning/locked.html", context, status=403)


def address(found, step: Step | None) -> str | None:
    """Where a step is done; None for none."""
    if step is None:
        return None
    if step.lesson is None:
        return reverse("quiz", args=[found.slug, step.module.slug])
    return reverse("lesson", args=[found.slug, step.module.slug, step.lesson.slug])


def key_of_act(given) -> UUID:
    """The key of the act as the form carried it; an act without one cannot be told from its repetition: a new one."""
    try:
        return UUID(given or "")
    except ValueError:
        return uuid4()


@dataclass(frozen=True)
class CheckedAnswer:
    """What was answered to oneself, looked at."""

    block: str
    chosen: tuple[str, ...]
    state: str


def _answer(reading, block_id: str, chosen: list[str]) -> CheckedAnswer | None:
    """Right only if all right options were chosen and no other; `missing` if nothing was chosen."""
    block = next((item for item in reading.blocks if item.id == block_id and item.check), None)
    if block is None:
        return None
    right = {str(i) for i, option in enumerate(block.check.options) if option.correct}
    state = "missing" if not chosen else "right" if set(chosen) == right else "wrong"
    return CheckedAnswer(block_id, tuple(chosen), state)


def _pairs(
    reading, other, user, enrolment, *, on
) -> list[tuple[ReadBlock, ReadBlock | None, tuple[ShownFact, ...]]]:
    """Each block with its twin in the second language, by id, and the local fact that it asks for, in both."""
    twins = {block.id: block for block in other.blocks} if other else {}
    cohort_id = enrolment.cohort_id if enrolment else None
    facts = [
        shown_facts(one.facts, one.title.language, user=user, cohort_id=cohort_id, on=on)
        for one in filter(None, (reading, other))
    ]
    return [
        (
            *_pair(block, twins.get(block.id)),
            tuple(shown[block.fact.key] for shown in facts) if block.fact else (),
        )
        for block in reading.blocks
    ]


def _pair(block: ReadBlock, twin: ReadBlock | None) -> tuple[ReadBlock, ReadBlock | None]:
    """A letter stands beside the German one anyway."""
    if twin and block.letter:
        return (block if block.letter.own else twin), None
    return block, twin


class WayToRead(NamedTuple):
    text: str
    href: str
    current: bool
    lang: str


def _ways_to_read(request, reading, other) -> tuple[WayToRead, ...]:
    """One language, or two side by side: German beside any other, and what was chosen beside German."""
    first = reading.title.language
    second = next(
        (code for code in ("de", request.content_language, *reading.languages) if code != first), None
    )
    if second is None or second not in reading.languages:
        return ()
    name, both = own_name(first), f"{own_name(first)} + {own_name(second)}"
    return (
        WayToRead(name, request.path, other is None, first),
        WayToRead(both, f"{request.path}?{BESIDE}={second}", other is not None, first),
    )


def _go_on(found, part, page) -> str:
    """Where a lesson leads when it is done: to the top of it, as browsers keep the form's own `#done` otherwise."""
    following = address(found, around(found, part, page)[1]) or reverse("course", args=[found.slug])
    return f"{following}#main"
