from django.conf import settings
from django.db import models


class PrivacyAcknowledgement(models.Model):
    """That a person read the privacy notice: of which location, which version and language, when (Art. 13 DSGVO)."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="acknowledgements"
    )
    location = models.ForeignKey("people.Location", on_delete=models.PROTECT, related_name="+")
    version = models.CharField(max_length=20)
    language = models.CharField(max_length=15)
    at = models.DateTimeField()

    PERSONAL = {"person": ("as long as the account", "deleted with erasure")}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "location", "version"], name="a_notice_version_is_acknowledged_once"
            ),
        ]
        default_permissions = ()

    def __str__(self):
        return f"{self.person} {self.version}"
