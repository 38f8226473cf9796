"""What readers get is kept until something that they see has changed; typing does not count."""

import pytest

from curriculum.models import Generation, LessonTranslation
from curriculum.outdated import translated
from curriculum.translating import after_saving
from tests.factories.curriculum import StatuteFactory, publish

from .typed import typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def seen(school):
    """Whether readers are concerned by what is done within the block."""
    before = Generation.now()

    def concerned():
        nonlocal before
        now = Generation.now()
        changed, before = now != before, now
        return changed

    return concerned


def test_a_draft_concerns_no_reader(school, seen, client, address):
    client.force_login(school.owner)
    client.post(address(school.german, "edit"), typed(school.german, title="Entwurf"))
    arabic = school.lesson.start_translation("ar")
    client.post(address(arabic, "edit"), typed(arabic, title="مسودة"))
    assert not seen()


def test_publishing_and_withdrawing_do(school, seen):
    arabic = publish(school.lesson, "ar", title="مبلغ")
    assert seen()
    arabic.unpublish()
    assert seen()
    publish(school.lesson, "ar", title="مبلغ")
    seen()
    arabic.delete()
    assert seen()


def test_so_does_what_holds_in_every_language(school, seen):
    school.lesson.minutes = 99
    school.lesson.save()
    assert seen()
    StatuteFactory()
    assert seen()


def test_so_does_looking_at_what_a_machine_made(school, seen):
    arabic = publish(school.lesson, "ar", title="مبلغ")
    source = school.german.units()
    LessonTranslation.objects.filter(pk=arabic.pk).update(made_from=translated({}, source, machine=True))
    seen()
    after_saving(LessonTranslation.objects.get(pk=arabic.pk), {"title": source["title"]})
    assert seen()
