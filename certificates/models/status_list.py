from django.db import models
from django.utils.translation import gettext_lazy as _

#: bits of a list, the fewest that the specification allows (Bitstring Status List 1.0, 3.4): who asks for one hides
#: among so many
SIZE = 131_072


class StatusList(models.Model):
    """A list of bits, one a certificate, that says which were revoked or replaced."""

    number = models.PositiveIntegerField(_("number"), unique=True)
    opened_at = models.DateTimeField(_("opened at"))

    class Meta:
        verbose_name = _("status list")
        verbose_name_plural = _("status lists")
        ordering = ["number"]
        default_permissions = ()

    def __str__(self):
        return f"status list {self.number}"
