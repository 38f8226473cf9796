"""Answers to news and questions from below."""

from django.utils.translation import gettext as _

from curriculum.models import Course

from .erasing import forget
from .models import AchievementVersion


def person_erased(sender, person, **kwargs):
    forget(person)


def asked_what_hangs_on_it(subject):
    """Sentences for somebody who wants to delete a course: which certificates ask for it."""
    if not isinstance(subject, Course):
        return
    for version in AchievementVersion.objects.select_related("achievement"):
        if subject.slug in version.requirements.get("courses", ()):
            yield _("The certificate “%(certificate)s” asks for it.") % {"certificate": version}
