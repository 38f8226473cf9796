"""Answers to news from below."""

from .enrolling import seal_code
from .erasing import forget
from .local_facts import lay_out
from .projecting import project_again
from .tasks import close_in_time


def cohort_saved(sender, instance, **kwargs):
    seal_code(instance)


def person_erased(sender, person, at, **kwargs):
    forget(person, at=at)


def attempt_begun(sender, attempt, **kwargs):
    close_in_time(attempt)


def key_saved(sender, instance, created, raw=False, **kwargs):
    if created and not raw:
        lay_out(keys=[instance])


def location_saved(sender, instance, created, raw=False, **kwargs):
    if created and not raw:
        lay_out(locations=[instance])


#: what is asked of learners does not change with anything else of a lesson, quiz or assignment
ASKED = {"substance", "required", "required_from", "archived_at", "practice", "counting"}


def part_told(sender, instance, **kwargs):
    if instance.is_source and (instance.appears or not instance.live):
        project_again(instance.master.module_id)


def question_asked(sender, instance, raw=False, created=True, **kwargs):
    if created and not raw:
        project_again(instance.quiz.module_id)


def question_saved(sender, instance, raw=False, update_fields=None, **kwargs):
    if not raw and update_fields and "archived_at" in update_fields:
        project_again(instance.module_id)


def part_saved(sender, instance, created, raw=False, update_fields=None, **kwargs):
    if not raw and not created and (update_fields is None or ASKED & set(update_fields)):
        project_again(instance.module_id)
