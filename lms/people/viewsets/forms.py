"""Forms of the office and the coordinators."""

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from ..granting import RoleHasNoLocation, RoleNeedsLocation
from ..inviting import invite
from ..models import Location, Membership, Role
from ..models.membership import NETWORK_ROLES


class MembershipForm(WagtailAdminModelForm):
    """Bring somebody into the team. Coordinators do so for their locations, the office for all."""

    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_(
            "Who has an account with this address gets the role. Others get an account and a letter."
        ),
    )
    first_name = forms.CharField(label=_("First name"), max_length=150, required=False)
    last_name = forms.CharField(label=_("Last name"), max_length=150, required=False)
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=settings.LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("For translators: the languages they translate into."),
    )
    field_order = ["email", "first_name", "last_name", "role", "location", "languages"]

    class Meta:
        model = Membership
        fields = ["role", "location", "languages"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        user = self.for_user
        places, role = self.fields["location"], self.fields["role"]
        places.queryset = Location.objects.visible_to(user).running()
        if not user.is_office:
            places.queryset = places.queryset.filter(pk__in=user.locations(Role.COORDINATOR))
            role.choices = [(Role.TRAINER, Role.TRAINER.label), (Role.COORDINATOR, Role.COORDINATOR.label)]

    def clean(self):
        cleaned = super().clean()
        role, place = cleaned.get("role"), cleaned.get("location")
        if role and role in NETWORK_ROLES and place:
            self.add_error("location", str(RoleHasNoLocation()))
        if role and role not in NETWORK_ROLES and not place and "location" not in self.errors:
            self.add_error("location", str(RoleNeedsLocation()))
        return cleaned

    def _get_validation_exclusions(self):
        """Whom it concerns follows from the address; the verb keeps the promises about roles."""
        return {*super()._get_validation_exclusions(), "person", "role", "location"}

    def validate_constraints(self):
        """Left to the verb: somebody who holds the role already keeps it."""

    def save_by(self, user) -> Membership:
        given = self.cleaned_data
        return invite(
            given["email"],
            given["role"],
            given["location"],
            given["languages"],
            first_name=given["first_name"],
            last_name=given["last_name"],
            by=user,
            at=timezone.now(),
        )
