"""Ids of others in one's own forms: nothing is taken, begun or changed that is not one's own."""

import pytest

from curriculum.models import FeedbackBand, Lesson, Module, Quiz
from tests.factories.curriculum import CourseFactory, ModuleFactory

from .test_taught_admin import inline

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.mark.parametrize(
    "model, more", [(Quiz, {"pass_mark": 70}), (FeedbackBand, {"name": "Gut", "from_percent": 50})]
)
def test_nothing_is_begun_in_a_module_of_others(model, more, people, shown, client, address):
    client.force_login(people["stranger"])
    Quiz.objects.all().delete()
    before = model.objects.count()
    assert client.post(address(model, "add"), {"module": shown.module.pk, **more}).status_code == 200
    assert model.objects.count() == before


def test_a_lesson_of_others_is_not_taken_into_ones_own_module(people, shown, client, address):
    own = ModuleFactory(owner=people["stranger"])
    client.force_login(people["stranger"])
    forged = {"id": shown.lesson.pk, "slug": "lektion", "minutes": 99, "completes": "opened", "ORDER": 1}
    client.post(address(own, "edit"), {"slug": own.slug, "units": "4"} | inline("lessons", forged))
    lesson = Lesson.objects.get(pk=shown.lesson.pk)
    assert (lesson.module, lesson.minutes) == (shown.module, 10)


def test_a_place_in_a_course_of_others_is_not_touched(people, shown, hidden, client, address):
    own = CourseFactory(owner=people["stranger"])
    place = shown.course.course_modules.get()
    client.force_login(people["stranger"])
    for forged in (
        {"id": place.pk, "module": shown.module.pk},
        {"module": hidden.module.pk, "required": "on"},
    ):
        data = inline("course_modules", {**forged, "ORDER": 1}) | inline("prerequisites")
        client.post(address(own, "edit"), {"slug": own.slug, "licence": "frei"} | data)
    place.refresh_from_db()
    assert (place.course, place.required) == (shown.course, True)
    assert hidden.module not in own.modules.all()


def test_only_whom_it_belongs_to_invites_and_nobody_takes_it(people, shown, client, address):
    def invite(who):
        client.force_login(people[who])
        said = {
            "slug": shown.module.slug,
            "units": "4",
            "editors": [people["stranger"].pk],
            "owner": people[who].pk,
        }
        client.post(address(shown.module, "edit"), said | inline("lessons"))
        module = Module.objects.get(pk=shown.module.pk)
        return module.owner == people["owner"], set(module.editors.all())

    assert invite("guest") == (True, {people["guest"]})
    shown.module.editors.add(people["stranger"])
    assert invite("owner") == (True, {people["stranger"]})


def test_the_office_invites_to_what_is_the_networks(people, client, address):
    module = ModuleFactory()
    client.force_login(people["office"])
    said = {"slug": module.slug, "units": "4", "editors": [people["stranger"].pk]}
    client.post(address(module, "edit"), said | inline("lessons"))
    assert list(module.editors.all()) == [people["stranger"]]
