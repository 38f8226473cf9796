"""What phones send by script, one act a packet: they may send it late, twice or out of order, and learn how it ended.

200 is done, 401 waits until the same person has come in again, 404, 409 and 422 are said to the person. Everything
else, and no reply at all, is sent again. A packet is a form, or the same as JSON.
"""

import json
from functools import wraps
from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware, now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from curriculum.models import Kind, Lesson
from lms.people.refusals import Refusal

from ..asking import number_read
from ..attempting import AnswersNotUnderstood, finish_attempt, not_understood
from ..models import Attempt
from ..path import around
from ..permissions import course_of, lesson_of, module_of
from ..progressing import locks_now
from ..saving_answers import NoSuchPlace, Sent, save_answer
from ..studying import check_oneself, complete_lesson
from ..taking_answers import given_in
from ..unlocking import StillLocked
from .studying import address


@require_GET
@never_cache
def whose(request):
    """Who is in at the moment, by the key on phones (empty: nobody), and a token to send with."""
    person = request.user.key_on_phones if request.user.is_authenticated else ""
    return JsonResponse({"person": person, "token": get_token(request)})


def arrives(view):
    """`view(request, fields)` gives a dict to say; what cannot be taken is said, too."""

    @wraps(view)
    @require_POST
    def taken(request):
        fields = _fields(request)
        if not request.user.is_authenticated or fields.get("person") not in (
            None,
            request.user.key_on_phones,
        ):
            return HttpResponse(status=401)
        try:
            return JsonResponse(view(request, fields))
        except AnswersNotUnderstood as refused:
            return JsonResponse({"sentence": str(refused)}, status=422)
        except (NoSuchPlace, ValueError) as refused:
            sentence = str(refused) if isinstance(refused, Refusal) else str(NoSuchPlace())
            return JsonResponse({"sentence": sentence}, status=404)
        except Http404:
            gone = _("What this belongs to is not there any more, or not open to you. It could not be sent.")
            return JsonResponse({"sentence": gone}, status=404)
        except Refusal as refused:
            return JsonResponse({"sentence": str(refused)}, status=409)

    return taken


@arrives
def answer(request, fields) -> dict:
    """One answer of an attempt that is open."""
    sent = Sent(
        attempt=UUID(fields.get("attempt", "")),
        position=_count(fields, "position"),
        client_key=UUID(fields.get("key", "")),
        turn=_count(fields, "turn"),
        fields=fields,
        client_time=_claimed(fields),
    )
    saved = save_answer(request.user, sent, at=now())
    said = {"late": _("This answer came after the end of the quiz. It is kept, but it does not count.")}
    reply = said if saved.late else {}
    if saved.answer.version.kind == Kind.NUMERIC:
        reply["numbers"] = numbers([saved.answer])
    return reply


@arrives
def hand_in(request, fields) -> dict:
    """The whole form of an attempt; `go` leads to its result."""
    key = UUID(fields.get("attempt", ""))
    own = Attempt.objects.of(request.user).select_related("quiz__module", "enrolment__cohort__course")
    attempt = get_object_or_404(own, client_key=key)
    attempt.learner = request.user
    places = list(attempt.answers.select_related("version").order_by("position"))
    given, shown = given_in(fields, places, attempt)
    closed = finish_attempt(attempt, given, client_key=key, at=now(), shown=shown)
    course, module = attempt.enrolment.cohort.course.slug, attempt.quiz.module.slug
    reply = {"go": reverse("attempt_review", args=[course, module, attempt.number])}
    stands = dict(closed.answers.values_list("position", "given"))
    if any(stands[position] != said for position, said in given.items()):
        reply["late"] = _("The quiz was over before these answers came. What came in time counts.")
    return reply


@arrives
def lesson(request, fields) -> dict:
    """A lesson is done, or its question to oneself was answered; `go` leads on."""
    found, enrolment = course_of(request.user, fields.get("course", ""), request.content_language)
    part = module_of(found, fields.get("module", ""))
    page = lesson_of(part, fields.get("lesson"))
    row = get_object_or_404(Lesson, pk=page.id)
    act = {"client_key": UUID(fields.get("key", "")), "at": now(), "client_time": _claimed(fields)}
    closed = locks_now(enrolment, found, at=act["at"])
    if part.id in closed.modules or row.pk in closed.lessons:
        raise StillLocked
    if enrolment and fields.get("check"):
        check_oneself(request.user, row, **act)
    elif enrolment:
        complete_lesson(request.user, row, **act)
    following = address(found, around(found, part, page)[1])
    return {"go": f"{following or reverse('course', args=[found.slug])}#main"}


def numbers(answers) -> dict[str, dict]:
    """Name of the field → the number understood, or why there is none, of answers that ask for one."""
    errors = not_understood(answers)
    return {
        f"q{answer.position}": {"understood": number_read(answer), "error": errors.get(answer.position, "")}
        for answer in answers
    }


def _fields(request) -> QueryDict:
    """The form that was sent, or the object of JSON: a value or a list of values for each name."""
    if request.content_type != "application/json":
        return request.POST
    fields = QueryDict(mutable=True)
    try:
        for name, value in json.loads(request.body).items():
            fields.setlist(name, [str(one) for one in (value if isinstance(value, list) else [value])])
    except (ValueError, AttributeError, RecursionError):
        return QueryDict()
    return fields


def _count(fields, name: str) -> int:
    """A number from 0 on that every column holds; ValueError for anything else."""
    number = int(fields.get(name, ""))
    if not 0 <= number < 2**15:
        raise ValueError(name)
    return number


def _claimed(fields):
    """What the phone's clock said, if it said a moment."""
    try:
        said = parse_datetime(fields.get("said_at", ""))
    except ValueError:
        return None
    return said if said and is_aware(said) else None
