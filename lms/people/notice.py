"""The privacy notice (Art. 13 DSGVO): its text stands in people/notice.html, here its version and who read it when."""

from datetime import datetime

from .models import Location, PrivacyAcknowledgement, User

#: changed together with the text, whenever its meaning changes
VERSION = "2026-11"


def acknowledge(person: User, location: Location, *, language: str, at: datetime) -> PrivacyAcknowledgement:
    """Keep that the person read the location's notice in this version; the first time counts."""
    acknowledgement, _made = PrivacyAcknowledgement.objects.get_or_create(
        person=person, location=location, version=VERSION, defaults={"language": language, "at": at}
    )
    return acknowledgement
