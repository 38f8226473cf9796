"""What a person may see in lists and choosers, and may do to one thing: asked of the policies."""

from django.contrib.admin.utils import unquote
from django.http import Http404
from wagtail.permissions import policy_registry

READING = {"view", "change"}


def readable(model, user):
    """Those of the model that the person may read or change."""
    return policy_registry.get_by_type(model).instances_user_has_any_permission_for(user, READING)


def may(user, action: str, instance) -> bool:
    """Whether the person may do this to the object, by the policy or as a reviewer of the task that is running."""
    policy = policy_registry.get(instance)
    if policy.user_has_permission_for_instance(user, action, instance):
        return True
    task = action == "change" and getattr(instance, "current_workflow_task", None)
    return bool(
        task
        and task.user_can_access_editor(instance, user)
        and policy.user_has_permission_for_instance(user, "view", instance)
    )


def pk_of(text) -> int:
    """The key that an address names; Http404 if it is none."""
    try:
        return int(unquote(str(text)))
    except ValueError:
        raise Http404 from None
