"""Granting and ending roles. Wagtail's groups follow from the memberships and are never edited by hand.

What a role may do is told by each room for its own models, in `ready()`: see `register_permissions`.
"""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection, GroupCollectionPermission

from .auditing import record
from .models import Location, Membership, Role, User
from .models.membership import NETWORK_ROLES
from .refusals import Refusal

_permissions: dict[str, set[str]] = {role: {"wagtailadmin.access_admin"} for role in Role.values}
#: those on pictures and documents, which Wagtail asks of the collection that they lie in
_collection_permissions: dict[str, set[str]] = {role: set() for role in Role.values}


class RoleNeedsLocation(Refusal):
    sentence = _("Trainers and coordinators belong to a location. Choose one.")


class RoleHasNoLocation(Refusal):
    sentence = _("Office and translators belong to the whole network, not to one location.")


def register_permissions(role: str, permissions: Iterable[str]) -> None:
    """Tell that the role holds these permissions, such as `curriculum.change_lesson`."""
    _permissions[Role(role)].update(permissions)


def register_collection_permissions(role: str, permissions: Iterable[str]) -> None:
    """Tell that the role holds these permissions, such as `wagtailimages.add_image`, in all collections."""
    _collection_permissions[Role(role)].update(permissions)


@transaction.atomic
def grant(
    person: User,
    role: str,
    location: Location | None = None,
    languages: Iterable[str] = (),
    *,
    by: User | None,
    at: datetime,
) -> Membership:
    """Give the person the role from the day of `at` on, or widen the languages of a role that runs already.

    Raises `RoleNeedsLocation`, `RoleHasNoLocation`.
    """
    if role in NETWORK_ROLES and location:
        raise RoleHasNoLocation
    if role not in NETWORK_ROLES and not location:
        raise RoleNeedsLocation
    membership = Membership.objects.filter(
        person=person, role=role, location=location, ended_on=None
    ).first() or Membership(
        person=person, role=role, location=location, begun_on=timezone.localdate(at), languages=[]
    )
    membership.languages = sorted({*membership.languages, *languages})
    membership.save()
    derive_groups(person)
    details = {"role": str(role), "languages": membership.languages}
    record("role_granted", membership, by=by, at=at, person=person, location=location, **details)
    return membership


@transaction.atomic
def end_membership(membership: Membership, *, by: User | None, at: datetime) -> None:
    """The role ends with the day of `at`."""
    membership.ended_on = max(timezone.localdate(at), membership.begun_on)
    membership.save(update_fields=["ended_on"])
    derive_groups(membership.person)
    person, location = membership.person, membership.location
    record("role_ended", membership, by=by, at=at, person=person, location=location, role=membership.role)


def derive_groups(person: User) -> None:
    """Set the person's groups, and whether they are staff, from the memberships that run.

    Each role is a group; so is each language of a translator (`translator-ar`), for the approvals of a workflow.
    """
    person.__dict__.pop("_running_memberships", None)
    running = person.running_memberships()
    names = {m.role for m in running} | {f"{m.role}-{code}" for m in running for code in m.languages}
    person.groups.set([_group(name) for name in sorted(names)])
    if person.is_staff != bool(running):
        person.is_staff = bool(running)
        person.save(update_fields=["is_staff"])


def write_permissions() -> None:
    """Bring the groups of all roles to what the rooms tell now; run after each migration."""
    for role in Role.values:
        _write_permissions(_group(role), role)


def _group(name: str) -> Group:
    """The group of that name; what a new one of a role may do is written at once."""
    group, made = Group.objects.get_or_create(name=name)
    if made and name in _permissions:
        _write_permissions(group, name)
    return group


def _write_permissions(group: Group, role: str) -> None:
    group.permissions.set(_known(_permissions[role]))
    _write_collection_permissions(group, _known(_collection_permissions[role]))


def _write_collection_permissions(group: Group, permissions: list[Permission]) -> None:
    root = Collection.get_first_root_node()
    if root is None:  # in the middle of the migrations
        return
    held = GroupCollectionPermission.objects.filter(group=group, collection=root)
    held.exclude(permission__in=permissions).delete()
    for permission in permissions:
        held.get_or_create(permission=permission, defaults={"group": group, "collection": root})


def _known(names: set[str]) -> list[Permission]:
    """The permissions of these names; one that the database does not know yet is left out."""
    if not names:
        return []
    named = Q()
    for app_label, codename in (name.split(".") for name in names):
        named |= Q(content_type__app_label=app_label, codename=codename)
    return list(Permission.objects.filter(named))
