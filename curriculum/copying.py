"""Copies of courses and modules: who may not change something makes a copy and changes that.

A copy belongs to whoever made it. Blocks and parts of questions keep their ids, so that each translation stays as
up to date as it was. What was published is published in the copy, too, except a course itself: it waits as a draft,
or it would stand in the catalogue twice. Open reviews of law go along: a copy is no way around them.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Model
from wagtail.log_actions import log
from wagtail.permissions import policy_registry
from wagtail.signals import published

from .growing import TitleMissing
from .kinds import kind_of
from .models import (
    Assignment,
    Course,
    CourseModule,
    FeedbackBand,
    Lesson,
    Module,
    Prerequisite,
    Question,
    Quiz,
    QuizQuestion,
)
from .naming import free_name, short_name
from .translation import SOURCE, TranslationRow

#: facts of a part that belong to the very place where it stands
OWN = {
    "id",
    "slug",
    "module",
    "quiz",
    "question",
    "course",
    "owner",
    "required_from",
    "archived_at",
    "substance",
}


@transaction.atomic
def copy_module(module: Module, title: str, *, by, at: datetime) -> Module:
    """A module with all that is in use in it. Raises `TitleMissing`."""
    copy = _begun(module, title, by)
    _texts(module, copy, by, at, title=title.strip())
    for lesson in module.lessons.filter(archived_at=None):
        _part(lesson, copy, by, at)
    for assignment in Assignment.objects.filter(module=module, archived_at=None):
        _part(assignment, copy, by, at)
    for band in FeedbackBand.objects.filter(module=module):
        _part(band, copy, by, at)
    bank = Question.objects.filter(module=module, archived_at=None)
    questions = {question.pk: _part(question, copy, by, at) for question in bank}
    _quiz(module, copy, questions)
    log(copy, "curriculum.copy", user=by, data={"from": module.slug})
    return copy


@transaction.atomic
def copy_course(course: Course, title: str, *, by, at: datetime) -> Course:
    """A course as a draft that uses the same modules. Raises `TitleMissing`."""
    copy = begin_copy(course, title, by=by, at=at)
    modules = {}
    for place in places_to_copy(course, by):
        modules[place.module_id] = put_into(copy, place, place.module)
    copy_rules(course, copy, modules)
    return copy


def begin_copy(course: Course, title: str, *, by, at: datetime) -> Course:
    """The course as a draft without modules yet. Raises `TitleMissing`."""
    copy = _begun(course, title, by)
    _texts(course, copy, by, at, publishes=False, title=title.strip())
    log(copy, "curriculum.copy", user=by, data={"from": course.slug})
    return copy


def places_to_copy(course: Course, by) -> list[CourseModule]:
    """Those whose modules are in use, and may be read by whoever copies."""
    allowed = policy_registry.get_by_type(Module).instances_user_has_permission_for(by, "view")
    places = course.course_modules.filter(module__in=allowed, module__archived_at=None)
    return list(places.select_related("module"))


def copy_place(copy: Course, place: CourseModule, *, by, at: datetime) -> Module:
    """A copy of the module that stands at the place, at its place in the copy of the course."""
    words = place.module.own_rows().filter(language_code=SOURCE).values_list("title", flat=True).first()
    return put_into(copy, place, copy_module(place.module, words or place.module.slug, by=by, at=at))


def put_into(copy: Course, place: CourseModule, module: Module) -> Module:
    facts = {"sort_order": place.sort_order, "required": place.required}
    CourseModule.objects.create(course=copy, module=module, **facts)
    return module


def copy_rules(course: Course, copy: Course, modules: dict[int, Module]) -> None:
    """Which module opens after which; `modules` leads from those of the course to those of the copy."""
    for rule in course.prerequisites.filter(module__in=modules, needs__in=modules):
        Prerequisite.objects.create(course=copy, module=modules[rule.module_id], needs=modules[rule.needs_id])


def _begun(master: Module | Course, title: str, by):
    if not title.strip():
        raise TitleMissing()
    name = free_name(short_name(title), type(master).objects.all())
    return type(master).objects.create(slug=name, owner=by, **_facts(master))


def _part(part: Lesson | Assignment | FeedbackBand | Question, module: Module, by, at) -> Model:
    named = {"slug": part.slug} if hasattr(part, "slug") else {}
    copy = type(part).objects.create(module=module, **named, **_facts(part))
    if isinstance(part, Question):
        _versions(part, copy)
    _texts(part, copy, by, at)
    if isinstance(part, Lesson | Question):
        for review in part.reviews.open():
            facts = {"reason": review.reason, "opened_at": review.opened_at}
            about = {kind_of(part): copy, "block": review.block, "cause": review.cause}
            own, _new = type(review).objects.open().get_or_create(**about, defaults=facts)
            own.changes.set(review.changes.all())
    return copy


def _versions(question: Question, copy: Question) -> None:
    """What is right, and how it was said; nobody was shown it yet, so it is not frozen."""
    for version in question.versions.order_by("number").prefetch_related("texts"):
        texts = list(version.texts.order_by("pk"))
        own = copy.versions.create(number=version.number, kind=version.kind, key=version.key)
        for text in texts:
            said = {"digest": text.digest, "content": text.content, "machine": text.machine}
            own.texts.create(language_code=text.language_code, **said)


def _quiz(module: Module, copy: Module, questions: dict[int, Question]) -> None:
    quiz = Quiz.objects.filter(module=module).first()
    if quiz is None:
        return
    own = Quiz.objects.create(module=copy, **_facts(quiz))
    for place in quiz.slots.all():
        if place.question_id is None or place.question_id in questions:
            asked = questions.get(place.question_id)
            QuizQuestion.objects.create(quiz=own, question=asked, **_facts(place))


def _texts(master, copy, by, at, *, publishes: bool = True, **changed) -> None:
    """The texts in every language, the source first. Drafts only where the copier may change what is copied."""
    policy = policy_registry.get_by_type(type(master))
    whole = policy.user_has_permission_for_instance(by, "change", master)
    for row in sorted(master.own_rows(), key=lambda row: (not row.is_source, row.language_code)):
        if row.live or whole:
            _text(row, copy, by, at, publishes and row.live, changed if row.is_source else {})


def _text(row: TranslationRow, copy, by, at, publishes: bool, changed: dict) -> None:
    """One text with its first revision. Published in one go: by way of drafts it would take twice as long."""
    content = {name: getattr(row, name) for name in row.content_fields}
    own = copy.new_row(row.language_code, **{**content, **changed}, made_from=row.made_from)
    own.units_to_do = own.count_to_do()
    if publishes:
        own.live, own.has_unpublished_changes = True, False
        own.first_published_at = own.last_published_at = at
    own.save()
    revision = own.save_revision(user=by, clean=False, changed=not publishes)
    if publishes:
        type(own)._default_manager.filter(pk=own.pk).update(live_revision=revision)
        published.send(sender=type(own), instance=own, revision=revision)


def _facts(part) -> dict:
    """What is true of the part wherever it stands."""
    columns = (field for field in part._meta.concrete_fields if field.name not in OWN)
    return {field.name: getattr(part, field.name) for field in columns}
