from io import StringIO

import pytest
import yaml
from django.core.management import CommandError, call_command

from certificates.loading import BUNDLED, BrokenAchievement, load_achievements
from certificates.models import Achievement, AchievementVersion
from certificates.requirements import Requirements
from lms.printing.coverage import uncovered

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    """A copy of the bundled file that a test may change: `folder(slug=…)` writes it."""
    data = yaml.safe_load((BUNDLED / "wohnlotse.yaml").read_text(encoding="utf-8"))

    def write(**changes):
        text = yaml.safe_dump({**data, **changes}, allow_unicode=True)
        (tmp_path / "wohnlotse.yaml").write_text(text, encoding="utf-8")
        return tmp_path

    return write


def test_the_bundled_one_says_participation_and_nothing_of_legal_advice():
    (achievement,) = load_achievements()
    version = AchievementVersion.objects.get()
    assert Requirements.read(version.requirements).courses == ("wohnlotse",)
    assert str(Requirements.read(version.requirements).attendance_share) == "0.80"
    assert (version.valid_for, version.valid_period) == (2, "year")
    rows = {row.language_code: row for row in achievement.own_rows()}
    assert set(rows) == {"de", "en", "ar"}
    assert rows["de"].title.startswith("Teilnahme an der Qualifizierung")
    assert "leistet keine Rechtsdienstleistung" in rows["de"].limits
    for row in rows.values():
        assert row.live
        assert "beratung" not in (row.title + row.wording).casefold()
        assert uncovered(row.title + row.wording + row.limits) == []


def test_translations_by_a_machine_are_marked_and_wait_for_review():
    (achievement,) = load_achievements()
    rows = {row.language_code: row for row in achievement.own_rows()}
    assert (rows["de"].units_to_do, rows["ar"].units_to_do) == (0, 3)
    assert all(unit["machine"] for unit in rows["ar"].made_from.values())


def test_loading_again_changes_nothing_and_leaves_texts_alone():
    (achievement,) = load_achievements()
    row = achievement.own_rows().get(language_code="de")
    row.title = "Anders"
    row.save_revision().publish()
    load_achievements()
    assert achievement.own_rows().get(language_code="de").title == "Anders"
    assert (Achievement.objects.count(), AchievementVersion.objects.count()) == (1, 1)


def test_changed_rules_replace_those_nobody_was_offered_and_follow_those_somebody_was(folder):
    load_achievements(folder())
    load_achievements(folder(valid_for=3))
    assert AchievementVersion.objects.get().valid_for == 3
    AchievementVersion.objects.update(frozen_at="2026-11-22T12:00Z")
    load_achievements(folder(valid_for=4))
    assert list(AchievementVersion.objects.values_list("number", "valid_for")) == [(1, 3), (2, 4)]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"requirements": {"courses": []}}, "no course is named"),
        ({"valid_period": "decade"}, "valid_for"),
        ({"texts": {}}, "The German text is missing"),
        ({"texts": {"de": {"title": "x"}}}, "“wording” of the text in “de” is missing"),
        ({"colour": "red"}, "“colour” is not known"),
    ],
)
def test_a_broken_file_is_named_and_loads_nothing(folder, changes, fault):
    with pytest.raises(BrokenAchievement) as refused:
        load_achievements(folder(**changes))
    assert str(refused.value).startswith("wohnlotse.yaml: ")
    assert fault in str(refused.value)
    assert not Achievement.objects.exists()


def test_the_command_says_what_it_loaded(folder):
    out = StringIO()
    call_command("load_achievements", stdout=out)
    assert "Achievements: wohnlotse." in out.getvalue()
    with pytest.raises(CommandError, match=r"wohnlotse\.yaml"):
        call_command("load_achievements", folder(texts={}))
