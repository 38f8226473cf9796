"""What Wagtail's report on the site's history shows to whom."""

import pytest
from django.utils import timezone

from lms.learning.models import Meeting
from lms.people.models import HouseLogEntry

from ...factories.learning import CohortFactory
from ...factories.people import LocationFactory, coordinator, office, trainer

HISTORY = "/admin/reports/site-history/"
PLACES = [HISTORY, f"{HISTORY}results/", f"{HISTORY}?export=csv"]

pytestmark = pytest.mark.django_db


def read(client, path) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.getvalue().decode()


@pytest.fixture
def dresden(client):
    """A location whose coordinator planned a meeting."""
    place = LocationFactory(name="Dresden")
    cohort = CohortFactory(name="Vormittagskurs", location=place)
    client.force_login(coordinator(place))
    meeting = {
        "cohort": cohort.pk,
        "title": "Unser Kennenlernen",
        "starts_at": timezone.localtime().strftime("%d.%m.%Y %H:%M"),
        "units": "4",
        "place": "",
    }
    assert client.post("/admin/meeting/new/", meeting).status_code == 302
    assert Meeting.objects.get().title == "Unser Kennenlernen"
    client.logout()
    client.cookies.clear()  # what was told to the coordinator is not told to whoever comes next
    return place


@pytest.mark.parametrize("path", PLACES)
@pytest.mark.parametrize("role", [trainer, coordinator])
def test_another_location_is_not_in_the_history(client, dresden, role, path):
    client.force_login(role())
    shown = read(client, path)
    assert "Kennenlernen" not in shown


@pytest.mark.parametrize("path", PLACES)
@pytest.mark.parametrize("who", ["own", "office"])
def test_ones_own_location_is_in_it_and_the_office_sees_all(client, dresden, who, path):
    client.force_login(coordinator(dresden) if who == "own" else office())
    shown = read(client, path)
    assert "Unser Kennenlernen" in shown


def test_the_history_of_a_meeting_says_what_was_done_to_it(client, dresden):
    meeting = Meeting.objects.get()
    client.force_login(coordinator(dresden))
    assert HouseLogEntry.objects.for_instance(meeting).count() == 1
    assert client.get(f"/admin/meeting/history/{meeting.pk}/").status_code == 200


def test_somebody_is_brought_into_the_team_where_a_role_has_no_page_to_edit_it(client):
    place = LocationFactory()
    client.force_login(coordinator(place))
    role = {"email": "neu@example.org", "role": "trainer", "location": place.pk}
    assert client.post("/admin/membership/new/", role)["Location"] == "/admin/membership/"
    assert place.memberships.filter(person__email="neu@example.org", role="trainer").exists()
