"""What the curriculum does when something of it is published: a switchboard, each receiver one call to one verb."""

from django.dispatch import receiver
from wagtail.signals import published

from .models import QuestionTranslation
from .publishing_questions import publish_text


@receiver(published, sender=QuestionTranslation)
def keep_text_of_question(instance, **kwargs):
    publish_text(instance)
