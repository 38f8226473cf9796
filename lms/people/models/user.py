import secrets

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..codes import derived_token
from .membership import Role

SIGNS = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's alphabet: no i, l, o, u


def new_pseudonym() -> str:
    """A user name that says nothing of the person: `p-` and ten random signs (50 bits)."""
    return "p-" + "".join(secrets.choice(SIGNS) for _ in range(10))


class PeopleQuerySet(models.QuerySet):
    def present(self):
        """People who have not been erased."""
        return self.filter(erased_at=None)

    def visible_to(self, user):
        """Oneself; the office sees everybody, others only those of their own locations' memberships."""
        if not user.is_authenticated:
            return self.none()
        if user.is_office:
            return self
        here = Q(memberships__location__in=user.locations(), memberships__ended_on=None)
        return self.filter(Q(pk=user.pk) | here).distinct()


class PeopleManager(UserManager.from_queryset(PeopleQuerySet)):
    """Makes users as Django does; asks as the house does."""


class User(AbstractUser):
    """A person. Known by a pseudonym; names are given for certification or by staff, and can be erased.

    An erased person stays as a blank tombstone, so that what others did with them keeps its shape.
    """

    username = models.CharField(_("user name"), max_length=150, unique=True, default=new_pseudonym)
    display_name = models.CharField(_("display name"), max_length=60, blank=True)
    content_language = models.CharField(_("language"), max_length=15, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = PeopleManager()

    #: field → (retention, what erasure does); fields not named are not personal
    PERSONAL = {
        "username": ("until erasure", "replaced by a new pseudonym"),
        "display_name": ("until erasure", "blanked"),
        "first_name": ("until erasure", "blanked"),
        "last_name": ("until erasure", "blanked"),
        "email": ("until erasure", "blanked"),
        "password": ("until erasure", "made unusable"),
        "content_language": ("until erasure", "blanked"),
        "last_login": ("until erasure", "blanked"),
    }

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(
                condition=Q(erased_at=None)
                | Q(display_name="", first_name="", last_name="", email="", is_active=False),
                name="an_erased_person_is_blank",
            ),
        ]

    def __str__(self):
        return self.username  # the pseudonym: logs and tracebacks copy it

    @property
    def calling_name(self) -> str:
        """How the person wants to be called; the pseudonym where nothing was said."""
        return self.display_name or self.get_full_name() or self.username

    @property
    def key_on_phones(self) -> str:
        """The name under which a phone keeps what belongs to the person. It tells nobody who that is."""
        return derived_token("phone", self.pk)

    def running_memberships(self) -> list:
        """Memberships that have not ended; asked once per instance, as every page of staff needs them."""
        if not hasattr(self, "_running_memberships"):
            self._running_memberships = list(self.memberships.running().select_related("location"))
        return self._running_memberships

    def has_role(self, *roles: str, location=None) -> bool:
        """Whether the person holds one of the roles, at `location` if one is given."""
        return any(
            m.role in roles and (location is None or m.location_id == location.pk)
            for m in self.running_memberships()
        )

    def locations(self, *roles: str) -> set[int]:
        """Ids of the locations where the person holds one of the roles (any, if none is named)."""
        return {
            m.location_id
            for m in self.running_memberships()
            if m.location_id and (not roles or m.role in roles)
        }

    def translates(self) -> set[str]:
        """Codes of the languages the person translates into."""
        return {code for m in self.running_memberships() for code in m.languages}

    @property
    def is_office(self) -> bool:
        """Whether the person acts for the whole network. A property, as a method that is not called is always true."""
        return self.is_superuser or self.has_role(Role.OFFICE)

    @property
    def is_team(self) -> bool:
        """Whether this is staff: somebody who must come in with a second factor."""
        return self.is_staff or self.is_superuser
