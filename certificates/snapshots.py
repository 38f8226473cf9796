"""Everything that is printed on a certificate, written down before it is printed."""

from decimal import Decimal

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from curriculum.course_outline import Outline
from curriculum.outlining import outline
from curriculum.translation import SOURCE

from .awarding import was_learned
from .designing import words_of
from .marks import mark_of
from .models import Award
from .naming import Holder


def make_snapshot(award: Award, public_id: str, languages: list[str], holder: Holder) -> dict:
    """As JSON: texts, modules, units, dates, holder, and who stands for it. Times are the site's.

    `languages` are printed; texts and titles are kept in every language in which they are published, for strangers who
    check the certificate.
    """
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
        "design": words_of(achievement.design, languages),
        "texts": _texts(achievement, languages),
        "modules": _modules(award.evidence, languages),
        "exception": bool(award.exception),
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
    languages, design = snapshot["languages"], snapshot.get("design")
    texts = [snapshot["texts"][code][name] for code in languages for name in ("title", "wording", "limits")]
    titles = [module["titles"][code]["words"] for module in snapshot["modules"] for code in languages]
    issuer, holder = snapshot["issuer"], snapshot["holder"]
    looks = (
        [*design["signers"], *(w for text in design["texts"].values() for w in text.values())]
        if design
        else []
    )
    return " ".join([*issuer.values(), holder["latin"], holder["own"], *texts, *titles, *looks])


def _texts(achievement, languages: list[str]) -> dict[str, dict]:
    """Language → the text as it is published; for a printed language without one, that of its fallback."""
    printed = {code: _text(achievement.text(code)) for code in languages}
    live = achievement.own_rows().filter(live=True).exclude(language_code__in=languages)
    return printed | {row.language_code: _text(row) for row in live}


def _text(row) -> dict:
    return {
        "title": row.title,
        "wording": row.wording,
        "limits": row.limits,
        "language": row.language_code,
    }


def _modules(evidence: dict, languages: list[str]) -> list[dict]:
    """The modules of all courses in the evidence that were learned, with their titles."""
    found = []
    for finding in evidence["findings"]:
        if finding["kind"] != "course":
            continue
        shown = {code: outline(finding["subject"], code) for code in dict(settings.LANGUAGES)}
        for module in filter(was_learned, finding.get("modules", ())):
            found.append(
                {
                    "number": len(found) + 1,
                    "slug": module["slug"],
                    "units": module["units"],
                    "mark": mark_of(Decimal(module["best_share"]) if module["best_share"] else None),
                    "titles": _titles(shown, module, languages),
                }
            )
    return found


def _titles(shown: dict[str, Outline | None], module: dict, languages: list[str]) -> dict[str, dict]:
    """Language → the title with the language it stands in: for printed ones always, for others where there is one."""
    found = {
        code: _title(shown[code], module)
        for code in [*languages, *(other for other in shown if other not in languages)]
    }
    return {code: title for code, title in found.items() if code in languages or title["language"] == code}


def _title(shown: Outline | None, module: dict) -> dict:
    """The title as it is published; as it was, where the module has gone since."""
    found = shown.module(module["slug"]) if shown else None
    if found is None:
        return {"words": module["title"], "language": SOURCE}
    return {"words": found.title.words, "language": found.title.language}
