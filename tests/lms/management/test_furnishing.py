"""A site with data is left as it is, and a demo and a real site never turn into each other."""

import pytest
from django.core.management import CommandError

from curriculum.models import Course
from lms.management.furnishing import NOT_A_DEMO, NOTE, STILL_A_DEMO, collect_static, furnish
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def site(settings, tmp_path):
    """A site with a data folder of its own; a test says whether it is a demo."""
    settings.DATA_DIR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    return settings


def test_a_site_with_data_is_left_as_it_is(site, said):
    site.DEMO = False
    UserFactory()
    assert not furnish(tell=said.append)
    assert said == [] and not Course.objects.exists()


def test_a_real_site_is_never_opened_as_a_demo(site, said):
    site.DEMO = True
    UserFactory()
    with pytest.raises(CommandError) as refusal:
        furnish(tell=said.append)
    assert str(refusal.value) == NOT_A_DEMO


def test_a_demo_is_opened_again_as_a_demo_only(site, said):
    UserFactory()
    (site.DATA_DIR / NOTE).touch()
    site.DEMO = True
    assert not furnish(tell=said.append)
    site.DEMO = False
    with pytest.raises(CommandError) as refusal:
        furnish(tell=said.append)
    assert str(refusal.value) == STILL_A_DEMO


def test_static_files_are_collected_once(site, said):
    assert collect_static(tell=said.append)
    assert (site.STATIC_ROOT / "wagtailadmin").is_dir()
    assert not collect_static(tell=said.append)
    assert said == ["Collecting the static files"]
