"""What the curriculum does when something of it is published: a switchboard, each receiver one call to one verb."""

from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.signals import published

from lms.people.signals import erasing

from .asking_anew import ask_as_announced
from .erasing import forget
from .models import (
    Assignment,
    AssignmentTranslation,
    CourseModule,
    Lesson,
    LessonTranslation,
    QuestionTranslation,
    Quiz,
    QuizQuestion,
    Statute,
)
from .pictures import clean_upload
from .publishing_questions import publish_text
from .requiring import ask_only_later, ask_only_those_after
from .statutes import forget_addresses
from .translating import recount
from .translation import TranslationRow


@receiver(published)
def count_what_is_left_to_do(instance, **kwargs):
    if isinstance(instance, TranslationRow):
        recount(instance)


@receiver(pre_save, sender=get_image_model())
def a_picture_gives_nothing_away(instance, raw=False, **kwargs):
    if not raw:
        clean_upload(instance)


@receiver(erasing)
def a_person_is_erased(person, **kwargs):
    forget(person)


@receiver([post_save, post_delete], sender=Statute)
def look_addresses_up_afresh(**kwargs):
    forget_addresses()


@receiver(pre_save, sender=LessonTranslation)
@receiver(pre_save, sender=AssignmentTranslation)
def note_whether_it_appears(instance, raw=False, update_fields=None, **kwargs):
    if not raw and (update_fields is None or "live" in update_fields):
        known = type(instance).objects.filter(pk=instance.pk, live=True)
        instance.appears = instance.live and not known.exists()


@receiver(published, sender=LessonTranslation)
@receiver(published, sender=AssignmentTranslation)
def a_part_is_published(instance, **kwargs):
    if instance.is_source and instance.appears:
        ask_only_those_after(instance.master, on=timezone.localdate())


@receiver(post_save, sender=QuizQuestion)
def a_quiz_gets_a_question(instance, created, raw=False, **kwargs):
    if created and not raw and instance.quiz.slots.count() == 1:
        ask_only_those_after(instance.quiz, on=timezone.localdate())


@receiver(published, sender=LessonTranslation)
def a_change_comes_to_readers(instance, revision, **kwargs):
    ask_as_announced(instance, revision, at=timezone.now())


@receiver(published, sender=QuestionTranslation)
def keep_text_of_question(instance, **kwargs):
    publish_text(instance)


def a_part_is_saved(instance, raw=False, update_fields=None, **kwargs):
    if not raw and (update_fields is None or "required" in update_fields):
        ask_only_later(instance, on=timezone.localdate())


for part in (Assignment, CourseModule, Lesson, Quiz):
    pre_save.connect(a_part_is_saved, sender=part)
