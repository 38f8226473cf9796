"""Achievements and pledges as they come with the product: files that people can read, loaded as often as one likes."""

from collections.abc import Iterable
from pathlib import Path

import yaml
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from curriculum.outdated import translated
from curriculum.translation import SOURCE
from lms.people.refusals import Refusal

from .models import Achievement, AchievementTranslation, AchievementVersion, Period, Pledge, PledgeTranslation
from .requirements import Requirements

BUNDLED = Path(__file__).parent / "achievements"
PLEDGES = Path(__file__).parent / "pledges"
KEYS = {"slug", "issuer", "serial_format", "requirements", "valid_for", "valid_period", "texts"}
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


@transaction.atomic
def load_pledges(folder: Path = PLEDGES, *, by=None) -> list[Pledge]:
    """Every pledge of the folder's YAML files with its texts; a text that stands on the site is left alone.

    Raises BrokenAchievement, which names the file.
    """
    found = []
    for file in sorted(folder.glob("*.yaml")):
        data = _parsed(file)
        for fault in _faults(data, {"slug", "texts"}, {"slug", "texts"}, PledgeTranslation.content_fields):
            raise BrokenAchievement(file=file.name, fault=fault)
        pledge, _new = Pledge.objects.get_or_create(slug=data["slug"])
        _load_texts(pledge, data["texts"], by)
        found.append(pledge)
    return found


def _load(file: Path, by) -> Achievement:
    data = _read(file)
    achievement, _new = Achievement.objects.get_or_create(
        slug=data["slug"],
        defaults={"issuer": data["issuer"], "serial_format": data.get("serial_format", "")},
    )
    _load_rules(achievement, data)
    _load_texts(achievement, data["texts"], by)
    return achievement


def _load_texts(master, texts: dict, by) -> None:
    for language in sorted(texts, key=lambda code: code != SOURCE):
        _load_text(master, language, texts[language], by)


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


def _load_text(master, language: str, text: dict, by) -> None:
    if master.own_rows().filter(language_code=language).exists():
        return
    words = {name: text[name] for name in master.rows().model.content_fields}
    row = master.start_translation(language, by=by, **words)
    source = row.source_row()
    if source:
        row.made_from = translated({}, source.units(), machine=text.get("machine", False))
    row.units_to_do = row.count_to_do(source)
    row.save()
    row.save_revision(user=by, clean=False).publish(user=by, skip_permission_checks=True)


def _read(file: Path) -> dict:
    """The file of an achievement, checked. Raises BrokenAchievement."""
    data = _parsed(file)
    needed = {"slug", "issuer", "requirements", "texts"}
    for fault in _faults(data, needed, KEYS, AchievementTranslation.content_fields):
        raise BrokenAchievement(file=file.name, fault=fault)
    if bool(data.get("valid_for")) != (data.get("valid_period") in Period.values):
        fault = _("“valid_for” is a number and needs a “valid_period”: day, week, month or year.")
        raise BrokenAchievement(file=file.name, fault=fault)
    try:
        Requirements.read(data["requirements"])
    except Refusal as refusal:
        raise BrokenAchievement(file=file.name, fault=refusal) from refusal
    return data


def _parsed(file: Path):
    try:
        return yaml.safe_load(file.read_text(encoding="utf-8"))
    except yaml.YAMLError as fault:
        raise BrokenAchievement(file=file.name, fault=str(fault).replace("\n", " ")) from fault


def _faults(data, needed: set[str], known: set[str], words: Iterable[str]) -> Iterable[str]:
    """What is wrong with the file, as sentences."""
    if not isinstance(data, dict):
        yield _("This is no list of names and values.")
        return
    for name in sorted(needed - set(data)):
        yield _("“%(name)s” is missing.") % {"name": name}
        return
    for name in sorted(set(data) - known):
        yield _("“%(name)s” is not known.") % {"name": name}
    if SOURCE not in data["texts"]:
        yield _("The German text is missing.")
    for language, text in data["texts"].items():
        for name in words:
            if not text.get(name):
                yield _("“%(name)s” of the text in “%(language)s” is missing.") % {
                    "name": name,
                    "language": language,
                }
