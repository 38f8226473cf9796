"""Achievements as they come with the product: files that a person can read, loaded as often as one likes."""

from collections.abc import Iterable
from pathlib import Path

import yaml
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from curriculum.outdated import translated
from curriculum.translation import SOURCE
from lms.people.refusals import Refusal

from .models import Achievement, AchievementTranslation, AchievementVersion, Period
from .requirements import Requirements

BUNDLED = Path(__file__).parent / "achievements"
KEYS = {"slug", "issuer", "requirements", "valid_for", "valid_period", "texts"}
WORDS = AchievementTranslation.content_fields


class BrokenAchievement(Refusal):
    sentence = _("%(file)s: %(fault)s")


@transaction.atomic
def load_achievements(folder: Path = BUNDLED, *, by=None) -> list[Achievement]:
    """Every achievement of the folder's YAML files, with its rules and texts; all of it or nothing.

    Rules that differ from the latest version become the next one once that was offered. A text that stands on the site
    is left alone, whoever wrote it. Raises BrokenAchievement, which names the file.
    """
    return [_load(file, by) for file in sorted(folder.glob("*.yaml"))]


def _load(file: Path, by) -> Achievement:
    data = _read(file)
    achievement, _new = Achievement.objects.get_or_create(
        slug=data["slug"], defaults={"issuer": data["issuer"]}
    )
    _load_rules(achievement, data)
    for language in sorted(data["texts"], key=lambda code: code != SOURCE):
        _load_text(achievement, language, data["texts"][language], by)
    return achievement


def _load_rules(achievement: Achievement, data: dict) -> None:
    rules = {
        "requirements": data["requirements"],
        "valid_for": data.get("valid_for"),
        "valid_period": data.get("valid_period", ""),
    }
    latest = AchievementVersion.objects.latest_of(achievement)
    if latest and all(getattr(latest, name) == value for name, value in rules.items()):
        return
    if latest and not latest.frozen_at:
        AchievementVersion.objects.filter(pk=latest.pk).update(**rules)
        return
    number = latest.number + 1 if latest else 1
    AchievementVersion.objects.create(achievement=achievement, number=number, **rules)


def _load_text(achievement: Achievement, language: str, text: dict, by) -> None:
    if achievement.own_rows().filter(language_code=language).exists():
        return
    row = achievement.start_translation(language, by=by, **{name: text[name] for name in WORDS})
    source = row.source_row()
    if source:
        row.made_from = translated({}, source.units(), machine=text.get("machine", False))
    row.units_to_do = row.count_to_do(source)
    row.save()
    row.save_revision(user=by, clean=False).publish(user=by, skip_permission_checks=True)


def _read(file: Path) -> dict:
    """The file, checked. Raises BrokenAchievement."""
    try:
        data = yaml.safe_load(file.read_text(encoding="utf-8"))
    except yaml.YAMLError as fault:
        raise BrokenAchievement(file=file.name, fault=str(fault).replace("\n", " ")) from fault
    for fault in _faults(data):
        raise BrokenAchievement(file=file.name, fault=fault)
    try:
        Requirements.read(data["requirements"])
    except Refusal as refusal:
        raise BrokenAchievement(file=file.name, fault=refusal) from refusal
    return data


def _faults(data) -> Iterable[str]:
    """What is wrong with the file, as sentences."""
    if not isinstance(data, dict):
        yield _("This is no list of names and values.")
        return
    for name in sorted({"slug", "issuer", "requirements", "texts"} - set(data)):
        yield _("“%(name)s” is missing.") % {"name": name}
        return
    for name in sorted(set(data) - KEYS):
        yield _("“%(name)s” is not known.") % {"name": name}
    if bool(data.get("valid_for")) != (data.get("valid_period") in Period.values):
        yield _("“valid_for” is a number and needs a “valid_period”: day, week, month or year.")
    if SOURCE not in data["texts"]:
        yield _("The German text is missing.")
    for language, text in data["texts"].items():
        for name in WORDS:
            if not text.get(name):
                yield _("“%(name)s” of the text in “%(language)s” is missing.") % {
                    "name": name,
                    "language": language,
                }
