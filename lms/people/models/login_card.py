from django.conf import settings
from django.db import models
from django.db.models import Q


class LoginCardQuerySet(models.QuerySet):
    def valid(self):
        return self.filter(replaced_at=None)


class LoginCard(models.Model):
    """A login card of a person: what stands on it is known to the card only, here lie HMACs.

    `sign_hmac` is of the signs typed by hand, `token_hmac` of the 128-bit token in the QR code, `form_hmac` of the key
    of the form that made the card: pressing twice makes one card. It is emptied once the door is locked.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="login_cards")
    sign_hmac = models.CharField(max_length=64, unique=True)
    token_hmac = models.CharField(max_length=64, unique=True)
    form_hmac = models.CharField(max_length=64, unique=True, null=True)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = LoginCardQuerySet.as_manager()

    PERSONAL = {
        "person": ("as long as the account", "deleted with erasure"),
        "issued_by": ("as long as the card", "stays with the tombstone"),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(replaced_at=None), name="a_person_has_one_valid_login_card"
            ),
        ]
        default_permissions = ()

    def __str__(self):
        return f"login card of {self.person}"
