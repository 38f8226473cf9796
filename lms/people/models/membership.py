from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    TRAINER = "trainer", _("trainer")
    COORDINATOR = "coordinator", _("coordinator")
    TRANSLATOR = "translator", _("translator")
    OFFICE = "office", _("office")


#: roles that belong to the network, not to one location
NETWORK_ROLES = [Role.TRANSLATOR, Role.OFFICE]


class MembershipQuerySet(models.QuerySet):
    def running(self):
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=timezone.localdate()))

    def visible_to(self, user):
        """The office sees all, coordinators those of their locations, everybody their own."""
        if user.is_office:
            return self
        return self.filter(Q(person=user) | Q(location__in=user.locations(Role.COORDINATOR)))


class Membership(models.Model):
    """What a person is at a location, or, for office and translators, in the network."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    location = models.ForeignKey(
        "people.Location", on_delete=models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    languages = models.JSONField(
        _("languages"), default=list, blank=True, help_text=_("Codes of the languages a translator works in.")
    )
    begun_on = models.DateField(_("begun on"), default=timezone.localdate)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    PERSONAL = {"person": ("as long as the account", "deleted with erasure")}

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=NETWORK_ROLES, location=None)
                | (~Q(role__in=NETWORK_ROLES) & Q(location__isnull=False)),
                name="office_and_translators_have_no_location_others_have_one",
            ),
            models.UniqueConstraint(
                fields=["person", "role", "location"],
                condition=Q(ended_on=None),
                name="a_person_holds_a_role_once_at_a_location",
            ),
            models.UniqueConstraint(
                fields=["person", "role"],
                condition=Q(ended_on=None, location=None),
                name="a_person_holds_a_role_once_in_the_network",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=models.F("begun_on")),
                name="a_membership_ends_after_it_began",
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.get_role_display()}" + (
            f", {self.location}" if self.location_id else ""
        )
