"""Answers to news and questions from below."""

from django.utils.translation import gettext as _

from curriculum.models import Course

from .designing import uncheck
from .erasing import forget
from .models import AchievementVersion, DesignTranslation
from .requirements import Requirements
from .tasks import tell_holder


def person_erased(sender, person, **kwargs):
    forget(person)


def printed(sender, certificate, **kwargs):
    if certificate.award.learner.email:
        tell_holder.enqueue(certificate.pk)


def words_published(sender, instance, **kwargs):
    if isinstance(instance, DesignTranslation):
        uncheck(instance.master_id)


def asked_what_hangs_on_it(subject):
    """Sentences for somebody who wants to delete a course: which certificates ask for it."""
    if not isinstance(subject, Course):
        return
    for version in AchievementVersion.objects.select_related("achievement"):
        rules = Requirements.read(version.requirements)
        if subject.slug in (*rules.courses, *rules.refresher):
            yield _("The certificate “%(certificate)s” asks for it.") % {"certificate": version}
