"""Everything that is printed on a certificate, written down before it is printed."""

from decimal import Decimal

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from curriculum.outlining import Outline, outline
from curriculum.translation import SOURCE

from .marks import mark_of
from .models import Award
from .naming import Holder


def make_snapshot(award: Award, public_id: str, languages: list[str], holder: Holder) -> dict:
    """As JSON: texts in each language, modules, units, dates, holder, and who stands for it. Times are the site's."""
    achievement = award.offer.version.achievement
    location = award.enrolment.cohort.location
    person = award.certified_by
    return {
        "public_id": public_id,
        "address": _address(public_id),
        "languages": languages,
        "achievement": achievement.slug,
        "version": award.offer.version.number,
        "issuer": {
            "name": achievement.issuer,
            "location": location.name,
            "city": location.city,
            "person": person.get_full_name() or person.calling_name,
        },
        "holder": holder.snapshot(),
        "texts": {code: _text(achievement.text(code)) for code in languages},
        "modules": _modules(award.evidence, languages),
        "attended_units": award.evidence["units"]["attended"],
        "self_study_units": award.evidence["units"]["self_study"],
        "certified_on": timezone.localdate(award.certified_at).isoformat(),
        "valid_until": award.valid_until.isoformat() if award.valid_until else None,
    }


def readdressed(snapshot: dict, public_id: str) -> dict:
    """The same under another number."""
    return snapshot | {"public_id": public_id, "address": _address(public_id)}


def _address(public_id: str) -> str:
    return settings.BASE_URL + reverse("verify", args=[public_id])


def printed_words(snapshot: dict) -> str:
    """All words of a snapshot that somebody wrote, to look their letters up."""
    texts = [text[name] for text in snapshot["texts"].values() for name in ("title", "wording", "limits")]
    titles = [title["words"] for module in snapshot["modules"] for title in module["titles"].values()]
    issuer, holder = snapshot["issuer"], snapshot["holder"]
    return " ".join([*issuer.values(), holder["latin"], holder["own"], *texts, *titles])


def _text(row) -> dict:
    return {
        "title": row.title,
        "wording": row.wording,
        "limits": row.limits,
        "language": row.language_code,
    }


def _modules(evidence: dict, languages: list[str]) -> list[dict]:
    """The required modules of all courses in the evidence, with their titles in each language."""
    found = []
    for finding in evidence["findings"]:
        if finding["kind"] != "course":
            continue
        shown = {code: outline(finding["subject"], code) for code in languages}
        for module in finding["modules"]:
            if module["required"]:
                found.append(
                    {
                        "number": len(found) + 1,
                        "slug": module["slug"],
                        "units": module["units"],
                        "mark": mark_of(Decimal(module["best_share"]) if module["best_share"] else None),
                        "titles": {code: _title(shown[code], module) for code in languages},
                    }
                )
    return found


def _title(shown: Outline | None, module: dict) -> dict:
    """The title as it is published, with the language it stands in; as it was, where the module has gone since."""
    found = shown.module(module["slug"]) if shown else None
    if found is None:
        return {"words": module["title"], "language": SOURCE}
    return {"words": found.title.words, "language": found.title.language}
