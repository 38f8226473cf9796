"""What can be certified, kept in the admin by the office; translators write their languages."""

import pytest
from django.urls import reverse
from django.utils import timezone

from certificates.models import Achievement, AchievementTranslation, AchievementVersion
from certificates.offering import offer
from tests.factories.certificates import (
    AchievementFactory,
    AchievementVersionFactory,
    PledgeFactory,
    live,
)
from tests.factories.curriculum import AssignmentFactory, CourseFactory, ModuleFactory
from tests.factories.learning import CohortFactory
from tests.factories.people import coordinator, office, trainer, translator

from .views.test_deciding import come_in

pytestmark = pytest.mark.django_db


def address(model, name, *args):
    return reverse(model.snippet_viewset.get_url_name(name), args=args)


def test_the_office_makes_an_achievement_and_goes_on_to_its_wording(client):
    come_in(client, office())
    made = client.post(
        address(Achievement, "add"), {"name": "Teilnahme", "issuer": "Tür an Tür", "slug": "teilnahme"}
    )
    achievement = Achievement.objects.get()
    row = achievement.own_rows().get()
    assert (achievement.issuer, row.title, row.live) == ("Tür an Tür", "Teilnahme", False)
    assert made.url == address(AchievementTranslation, "edit", row.pk)
    assert client.get(made.url).status_code == 200


def test_rules_are_made_of_choices(client):
    course, achievement = CourseFactory(slug="kurs"), AchievementFactory()
    work = AssignmentFactory(slug="praxis", module__slug="rolle", text=False)
    come_in(client, office())
    chosen = {
        "achievement": achievement.pk,
        "courses": [course.pk],
        "attendance": "80",
        "work": [work.pk],
        "valid_for": "2",
        "valid_period": "year",
        "renewal_days": "60",
    }
    assert client.get(address(AchievementVersion, "add")).status_code == 200
    half = client.post(address(AchievementVersion, "add"), {**chosen, "valid_period": ""})
    assert "Say both how many and of what" in half.content.decode()
    client.post(address(AchievementVersion, "add"), chosen)
    client.post(address(AchievementVersion, "add"), {**chosen, "attendance": "", "work": []})

    first, second = AchievementVersion.objects.order_by("number")
    assert first.requirements == {
        "courses": ["kurs"],
        "attendance_share": "0.8",
        "assignments": [["rolle", "praxis"]],
    }
    assert (second.number, second.requirements["attendance_share"]) == (2, None)
    assert first.in_words() == (
        "Courses: kurs · Meetings: 80 per cent of the planned units · Practical work: rolle/praxis · "
        "Valid for 2 years"
    )


def test_rules_that_were_offered_are_only_looked_at(client):
    cohort = CohortFactory(course=CourseFactory(slug="kurs"))
    free, frozen = AchievementVersionFactory(), AchievementVersionFactory()
    offer(frozen, cohort, by=None, at=timezone.now())
    come_in(client, office())
    shown = client.get(address(AchievementVersion, "edit", free.pk))
    assert 'value="80"' in shown.content.decode()
    assert client.get(address(AchievementVersion, "edit", frozen.pk)).status_code == 404
    assert "80 per cent" in client.get(address(AchievementVersion, "inspect", frozen.pk)).content.decode()


def test_the_team_reads_and_only_the_office_changes(client):
    achievement, version = AchievementFactory(), AchievementVersionFactory()
    for person in (trainer(), coordinator()):
        come_in(client, person)
        assert client.get(address(Achievement, "list")).status_code == 200
        assert client.get(address(Achievement, "edit", achievement.pk)).status_code == 404
        assert client.get(address(AchievementVersion, "edit", version.pk)).status_code == 404
        assert client.get(address(AchievementVersion, "add")).status_code == 404
    for person in (office(), trainer()):
        come_in(client, person)
        assert client.get(address(Achievement, "delete", achievement.pk)).status_code == 404


def test_a_translator_writes_the_own_language_alone(client):
    achievement = AchievementFactory()
    arabic = live(achievement, "ar", title="المشاركة", wording="أُنجزت.").own_rows().get(language_code="ar")
    german = achievement.own_rows().get(language_code="de")
    come_in(client, translator("ar"))
    assert client.get(address(AchievementTranslation, "edit", arabic.pk)).status_code == 200
    assert client.get(address(AchievementTranslation, "edit", german.pk)).status_code == 404
    languages = client.get(reverse("curriculum_texts", args=["achievement", achievement.pk]))
    assert "العربية" in languages.content.decode()


def test_the_menu_leads_there_for_those_who_decide(client):
    come_in(client, trainer())
    assert reverse("certification") in client.get("/admin/").content.decode()
    come_in(client, translator("ar"))
    assert reverse("certification") not in client.get("/admin/").content.decode()


def test_rules_name_marks_meetings_signatures_and_a_refresher(client):
    course, short = CourseFactory(slug="kurs"), CourseFactory(slug="auffrischung")
    ModuleFactory(slug="mietvertrag", text=False)
    pledge = PledgeFactory(slug="kodex", version=3)
    come_in(client, office())
    chosen = {
        "achievement": AchievementFactory().pk,
        "courses": [course.pk],
        "refresher": [short.pk],
        "marks": "mietvertrag 80",
        "meetings": " Abschied \n",
        "pledges": [pledge.pk],
        "renewal_days": "60",
    }
    for broken in ("mietvertrag", "mietvertrag 101", "nirgends 80"):
        told = client.post(address(AchievementVersion, "add"), {**chosen, "marks": broken})
        assert f"“{broken}” is no module and per cent." in told.content.decode()
    client.post(address(AchievementVersion, "add"), chosen)
    version = AchievementVersion.objects.get()
    assert version.requirements == {
        "courses": ["kurs"],
        "refresher": ["auffrischung"],
        "attendance_share": None,
        "marks": {"mietvertrag": "0.8"},
        "meetings": ["Abschied"],
        "assignments": [],
        "pledges": [["kodex", 3]],
    }
    html = client.get(address(AchievementVersion, "edit", version.pk)).content.decode()
    assert "mietvertrag 80" in html and "Abschied" in html
