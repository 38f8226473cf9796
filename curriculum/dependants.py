"""Who hangs on what is taught. Rooms above tell it here, so that nothing is deleted that somebody worked with."""

from collections.abc import Callable, Iterable

from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lms.people.refusals import Refusal

from .local_facts import is_named
from .models import CourseModule, LocalFactKey, Module, Question, QuizQuestion
from .translation import TranslationRow

Asking = Callable[[Model], Iterable[str]]
_asked: list[Asking] = []


class HasDependants(Refusal):
    sentence = gettext_lazy("“%(subject)s” cannot be deleted. %(reasons)s")


class HasDependantsToArchive(HasDependants):
    sentence = gettext_lazy(
        "“%(subject)s” cannot be deleted. %(reasons)s Archive it instead: it is then no longer offered, "
        "and what was achieved stays."
    )


def register(asking: Asking) -> Asking:
    """Have `asking` asked before something is deleted.

    It gets the subject (a course, module, lesson, question, assignment, term or one of their texts) and gives
    whole sentences that say what hangs on it, such as “12 learners have progress in it.”; none if nothing does.
    """
    if asking not in _asked:
        _asked.append(asking)
    return asking


def reasons_to_keep(subject: Model) -> list[str]:
    """The sentences of everybody who was asked."""
    return [str(sentence) for asking in _asked for sentence in asking(subject)]


def refuse_if_needed(subject: Model) -> None:
    """Raises `HasDependants` if anything hangs on the subject."""
    if reasons := reasons_to_keep(subject):
        refusal = HasDependantsToArchive if hasattr(subject, "archived_at") else HasDependants
        raise refusal(subject=str(subject), reasons=" ".join(reasons))


@register
def taught_here(subject: Model) -> Iterable[str]:
    """What hangs on it within the curriculum itself."""
    if isinstance(subject, Module):
        for place in CourseModule.objects.filter(module=subject).select_related("course"):
            yield _("The course “%(course)s” uses it.") % {"course": place.course}
    elif isinstance(subject, Question):
        if QuizQuestion.objects.filter(question=subject).exists():
            yield _("It is asked in the quiz of its module.")
    elif isinstance(subject, LocalFactKey):
        if is_named(subject.slug):
            yield _("Lessons name it.")
    elif isinstance(subject, TranslationRow) and subject.is_source:
        yield _("The translations are made from this text. You can unpublish it.")
