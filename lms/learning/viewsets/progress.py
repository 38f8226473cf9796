"""Progress as the team sees it: a cohort learner by module, and one learner part by part."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from lms.people.refusals import Refusal

from ..completion import Kind, LessonState, Part
from ..models import Enrolment, Override
from ..overriding import apply_requirement, override
from ..standing import Cell, Row, standing_of, table_of, titles_of
from .forms import OverrideForm, ProgressFilterForm
from .spreadsheets import CSV, XLSX, spreadsheet

STATES = {
    "done": _("done"),
    "counted": _("counted as done"),
    "begun": _("begun"),
    "open": _("not begun"),
    "locked": _("opens later"),
}
KINDS = {
    Kind.MODULE: _("Module: %(title)s"),
    Kind.LESSON: _("Lesson: %(title)s"),
    Kind.QUIZ: _("Quiz: %(title)s"),
    Kind.ASSIGNMENT: _("Assignment: %(title)s"),
}


def cohort_progress(request, cohort):
    """The table of the cohort; with `export` as a file."""
    now = timezone.now()
    table = table_of(cohort, request.content_language, at=now)
    modules = table.outline.modules if table else ()
    form = ProgressFilterForm(request.GET or None, modules=modules)
    wanted = form.cleaned_data if form.is_valid() else {}
    rows = [row for row in (table.rows if table else ()) if _is_wanted(row, wanted, now)]
    if (format := request.GET.get("export")) in (CSV, XLSX):
        return _file(format, cohort, modules, rows)
    context = {
        "cohort": cohort,
        "modules": modules,
        "rows": [(row, [(cell, STATES[cell.state]) for cell in row.cells]) for row in rows],
        "newer": [(one, _named(one.part, one.title)) for one in (table.newer if table else ())],
        "form": form,
        "query": request.GET.urlencode(),
        "may_change": request.user.has_perm("learning.add_override"),
    }
    return render(request, "learning/admin/progress.html", context)


def apply_newer(request, cohort):
    """Ask the cohort for what the button named."""
    if not request.user.has_perm("learning.add_override"):
        raise PermissionDenied
    try:
        apply_requirement(cohort, _part(request.POST.get("part", "")), by=request.user, at=timezone.now())
        messages.success(request, gettext("From now on, everybody in the cohort is asked for it."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("cohort:progress", cohort.pk)


def enrolment_standing(request, enrolment: Enrolment):
    """GET shows part by part what is done and what is missing, POST counts a part as done."""
    now, may_change = timezone.now(), request.user.has_perm("learning.add_override")
    row = standing_of(enrolment, request.content_language, at=now)
    if row is None:
        raise Http404("nothing of the course is published")
    titles = titles_of(row.path.outline)
    sent = request.POST if request.method == "POST" else None
    form = OverrideForm(sent, parts=list(_choices(row, titles)), initial={"part": request.GET.get("part")})
    if sent is not None and not may_change:
        raise PermissionDenied
    if form.is_valid():
        try:
            part = _part(form.cleaned_data["part"])
            override(enrolment, part, reason=form.cleaned_data["reason"], by=request.user, at=now)
            messages.success(request, gettext("It is counted as done."))
            return redirect(reverse("enrolment:standing", args=[enrolment.pk]))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    overrides = Override.objects.of(enrolment.learner).standing().visible_to(request.user)
    context = {
        "enrolment": enrolment,
        "row": row,
        "modules": [(cell, STATES[cell.state], list(_parts(cell, titles))) for cell in row.cells],
        "overrides": [
            (made, _named(part, titles.get(part, made.object_id)))
            for made in overrides.select_related("made_by")
            for part in [Part(made.object_kind, made.object_id)]
        ],
        "form": form,
        "may_change": may_change,
    }
    return render(request, "learning/admin/standing.html", context)


def _is_wanted(row: Row, wanted: dict, now) -> bool:
    if wanted.get("quiet") and not row.is_quiet(wanted["quiet"], at=now):
        return False
    module = wanted.get("module")
    return not module or not row.completion.modules[module].completed


def _part(token: str) -> Part:
    """From `lesson:12`; Http404 for anything else."""
    kind, _colon, id = token.partition(":")
    if kind not in list(Kind) or not id.isdecimal():
        raise Http404("no such part")
    return Part(Kind(kind), int(id))


def _named(part: Part, title) -> str:
    return str(KINDS[part.kind]) % {"title": title}


def _choices(row: Row, titles: dict):
    """What can be counted as done: modules that are not completed, and their open parts."""
    for cell in row.cells:
        if not cell.done.completed:
            for part in (Part(Kind.MODULE, cell.module.id), *cell.done.open):
                yield f"{part.kind}:{part.id}", _named(part, titles[part])


def _parts(cell: Cell, titles: dict):
    """Each part of a module: its name, its state in words, and its token where it can be counted as done."""
    done, module = cell.done, cell.module
    parts = [Part(Kind.LESSON, lesson.id) for lesson in module.lessons]
    parts += [Part(Kind.QUIZ, module.quiz_id)] if module.quiz_id else []
    parts += [Part(Kind.ASSIGNMENT, assignment.id) for assignment in module.assignments]
    reached = {Part(Kind.LESSON, id): at for id, at in done.lessons_done_at.items()}
    reached |= {Part(Kind.ASSIGNMENT, id): at for id, at in done.assignments_accepted_at.items()}
    reached |= {Part(Kind.QUIZ, module.quiz_id): done.quiz_passed_at} if done.quiz_passed_at else {}
    for part in parts:
        if part in done.overrides:
            state = gettext("counted as done")
        elif part in reached:
            state = gettext("done")
        elif part.kind == Kind.LESSON and done.lessons[part.id] == LessonState.CHANGED:
            state = gettext("changed since it was learned")
        else:
            state = gettext("missing") if part in done.open else gettext("not asked")
        yield {
            "name": _named(part, titles[part]),
            "state": state,
            "at": reached.get(part),
            "token": f"{part.kind}:{part.id}" if part in done.open else "",
        }


def _file(format: str, cohort, modules, rows) -> HttpResponse:
    """A learner each; for each module the day of completion, or how much of it is done."""
    heads = [
        gettext("Name"),
        gettext("Pseudonym"),
        gettext("Last act"),
        gettext("Steps done"),
        gettext("Steps asked"),
        *(f"{module.number}. {module.title}" for module in modules),
    ]
    lines = [
        [
            row.enrolment.learner.calling_name,
            row.enrolment.learner.username,
            _day(row.last_act_at),
            row.reached,
            row.asked,
            *(_day(cell.done.completed_at) or f"{cell.reached} / {cell.done.asked}" for cell in row.cells),
        ]
        for row in rows
    ]
    return spreadsheet(format, f"progress-{cohort.pk}", heads, lines)


def _day(moment) -> str:
    return timezone.localdate(moment).isoformat() if moment else ""
