"""Buttons above a page: the tree of a course, and a copy of what one may not change."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import Button
from wagtail.permissions import policy_registry

from curriculum.kinds import kind_of
from curriculum.models import Course, Module

from .readable import may


def copy_to_change(user, subject) -> list[Button]:
    """For who may read a course, a module or what lies in one, and may not change it, but may begin one."""
    whole = subject if isinstance(subject, Course | Module) else getattr(subject, "module", None)
    if whole is None or may(user, "change", whole):
        return []
    if not policy_registry.get(whole).user_has_permission(user, "add"):
        return []
    address = reverse("curriculum_copy", args=[kind_of(whole), whole.pk])
    label = _("Copy to change") if whole is subject else _("Copy the module to change it")
    return [Button(label, url=address, icon_name="copy", priority=5)]


def tree_of_course(subject) -> list[Button]:
    if not isinstance(subject, Course):
        return []
    address = reverse("curriculum_tree", args=[subject.pk])
    return [Button(_("Tree"), url=address, icon_name="list-ul", priority=4)]
