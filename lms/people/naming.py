"""What a person wants to be called, and in which language they read."""

from .models import User


def rename(person: User, *, display_name: str, language: str) -> None:
    """Change both; the pseudonym stays."""
    person.display_name = display_name
    person.content_language = language
    person.save(update_fields=["display_name", "content_language"])
