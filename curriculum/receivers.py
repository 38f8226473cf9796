"""What the curriculum does when something of it is published: a switchboard, each receiver one call to one verb."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.signals import published

from .models import QuestionTranslation, Statute
from .publishing_questions import publish_text
from .statutes import forget_addresses
from .translating import recount
from .translation import TranslationRow


@receiver(published)
def count_what_is_left_to_do(instance, **kwargs):
    if isinstance(instance, TranslationRow):
        recount(instance)


@receiver([post_save, post_delete], sender=Statute)
def look_addresses_up_afresh(**kwargs):
    forget_addresses()


@receiver(published, sender=QuestionTranslation)
def keep_text_of_question(instance, **kwargs):
    publish_text(instance)
