"""Whose site is furnished as a demo, and whose never."""

import pytest
from django.core.management import CommandError, call_command

from curriculum.models import Course
from lms.management.commands.seed import NO_DEMO, NOT_EMPTY
from lms.management.demo import accounts
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def test_a_site_with_somebody_in_it_is_not_furnished(settings, tmp_path):
    settings.DATA_DIR, settings.DEMO = tmp_path, True
    UserFactory()
    with pytest.raises(CommandError) as refusal:
        call_command("seed")
    assert str(refusal.value) == NOT_EMPTY and not Course.objects.exists()


def test_a_real_site_gets_no_open_accounts(settings, tmp_path):
    settings.DATA_DIR, settings.DEMO = tmp_path, False
    with pytest.raises(CommandError) as refusal:
        call_command("seed")
    assert (str(refusal.value), accounts()) == (NO_DEMO, [])
