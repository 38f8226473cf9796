"""What differs from location to location, as lessons name it: keys with their labels. The values are learning's."""

from .course_outline import Text
from .models import LessonTranslation, LocalFactKey, LocalFactKeyTranslation
from .translation import SOURCE, reading_order


def labels() -> list[tuple[str, str]]:
    """(short name, label in the source language) of every key, for those who choose one."""
    rows = LocalFactKey.rows().filter(language_code=SOURCE)
    return sorted(rows.values_list("master__slug", "label"), key=lambda key: key[1].casefold())


def labels_of(slugs: set[str], language: str) -> dict[str, Text]:
    """Short name → the published label in the language or its fallback; a query if there are any."""
    if not slugs:
        return {}
    order = reading_order(language)
    rows = LocalFactKeyTranslation.objects.filter(
        live=True, master__slug__in=slugs, language_code__in=order
    ).values("master__slug", "language_code", "label", "made_from")
    return {
        row["master__slug"]: Text(
            row["label"], row["language_code"], bool(row["made_from"].get("label", {}).get("machine"))
        )
        for row in sorted(rows, key=lambda row: -order.index(row["language_code"]))
    }


def is_named(slug: str) -> bool:
    """Whether a block of any lesson asks for the fact, drafts too."""
    bodies = LessonTranslation.objects.values_list("body", flat=True)
    return any(
        raw["type"] == "local_fact" and raw["value"].get("key") == slug
        for body in bodies
        for raw in body.raw_data
    )
