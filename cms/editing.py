"""Who may edit public pages: the office all of them, coordinators what lies on the shelves, translators every wording.

Wagtail keeps such rights by group and page; the groups are those that the roles make. Run after each migration.
"""

from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page

from lms.people.models import Role

from .models import IndexPage

EVERYWHERE = {
    Role.OFFICE: ("add", "change", "publish", "lock", "unlock"),
    Role.TRANSLATOR: ("change",),
}
ON_SHELVES = {Role.COORDINATOR: ("add", "change", "publish")}
#: role → permissions on pictures and documents; written with those of all other rooms
ON_FILES = {
    Role.COORDINATOR: {
        "wagtailimages.add_image",
        "wagtailimages.choose_image",
        "wagtaildocs.add_document",
        "wagtaildocs.choose_document",
    }
}


def write_page_permissions() -> None:
    """Bring the page rights of the roles' groups to what stands here; further ones are taken away."""
    root = Page.objects.filter(depth=1).first()
    if root is None:
        return
    shelves = [index.page_ptr for index in IndexPage.objects.all()]
    for role in Role.values:
        group, _made = Group.objects.get_or_create(name=role)
        wanted = {(root.pk, f"{act}_page") for act in EVERYWHERE.get(role, ())}
        wanted |= {(shelf.pk, f"{act}_page") for shelf in shelves for act in ON_SHELVES.get(role, ())}
        _write(group, wanted)


def _write(group: Group, wanted: set[tuple[int, str]]) -> None:
    """The group's rights on pages: one for each (id, codename) of `wanted`, and no other."""
    named = {
        permission.codename: permission
        for permission in Permission.objects.filter(
            codename__in={name for _pk, name in wanted}, content_type__app_label=Page._meta.app_label
        )
    }
    present = {
        (row.page_id, row.permission.codename): row
        for row in GroupPagePermission.objects.filter(group=group).select_related("permission")
    }
    for key, row in present.items():
        if key not in wanted:
            row.delete()
    for pk, name in wanted - present.keys():
        if name in named:  # the permissions of a room come with its migration
            GroupPagePermission.objects.create(group=group, permission=named[name], page_id=pk)
