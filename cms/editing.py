"""Who may edit public pages: the office all of them, coordinators what lies on the shelves, translators every wording.

Wagtail keeps such rights by group and page; the groups are those that the roles make. Run after each migration.
"""

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from lms.people.models import Role

from .models import IndexPage

EVERYWHERE = {
    Role.OFFICE: ("add", "change", "publish", "lock", "unlock"),
    Role.TRANSLATOR: ("change",),
}
ON_SHELVES = {Role.COORDINATOR: ("add", "change", "publish")}
FILES = ("add_image", "choose_image", "add_document", "choose_document")


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
        _write(GroupPagePermission, group, "page_id", wanted, app_label=Page._meta.app_label)
        files = set()
        if role in (Role.OFFICE, Role.COORDINATOR):
            files = {
                (collection.pk, act) for collection in Collection.objects.filter(depth=1) for act in FILES
            }
        _write(GroupCollectionPermission, group, "collection_id", files)


def _write(model, group: Group, target: str, wanted: set[tuple[int, str]], **where) -> None:
    """The group's rows in `model`: one for each (id, codename) of `wanted`, and no other."""
    named = {
        permission.codename: permission
        for permission in Permission.objects.filter(
            codename__in={name for _pk, name in wanted},
            **{f"content_type__{key}": value for key, value in where.items()},
        )
    }
    present = {
        (getattr(row, target), row.permission.codename): row
        for row in model.objects.filter(group=group).select_related("permission")
    }
    for key, row in present.items():
        if key not in wanted:
            row.delete()
    for pk, name in wanted - present.keys():
        if name in named:  # the permissions of a room come with its migration
            model.objects.create(group=group, permission=named[name], **{target: pk})
