"""Who looks the texts of a language over before they are published: one step, set up at once.

A workflow with several steps is made with Wagtail's own pages; of such a one there is nothing to tell here.
"""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from lms.people.languages import own_name
from lms.people.models import Role, User

from .models import LanguageWorkflow

#: for `prefetch_related` of workflows, so that `reviewers_of` asks no more
STEPS = "workflow_tasks__task__groupapprovaltask__groups"


@transaction.atomic
def let_review(language: str, roles: Iterable[str], workflow: Workflow | None = None) -> Workflow:
    """The workflow in which anybody of these roles approves a text; translators only of the language.

    `workflow` is changed if it is such a one already and of no other language, else there is a new one.
    """
    task = _task_of(workflow) if workflow and _is_ours(workflow) else None
    if task is None:
        with override(settings.LANGUAGE_CODE):
            name = _("Review of texts in %(language)s") % {"language": own_name(language)}
        task, workflow = GroupApprovalTask.objects.create(name=name), Workflow.objects.create(name=name)
        WorkflowTask.objects.create(workflow=workflow, task=task)
    task.groups.set([_group(role, language) for role in roles])
    return workflow


def reviewers_of(workflow: Workflow) -> list[Role]:
    """The roles that approve in the one step; none where the workflow was made in another way."""
    task = _task_of(workflow)
    names = [group.name.partition("-")[0] for group in task.groups.all()] if task else []
    return [role for role in Role if role in names] if set(names) <= set(Role.values) else []


def people_reviewing(workflow: Workflow):
    """Whoever may approve in its one step."""
    task = _task_of(workflow)
    return (
        User.objects.filter(groups__in=task.groups.all(), is_active=True).distinct()
        if task
        else User.objects.none()
    )


def _task_of(workflow: Workflow) -> GroupApprovalTask | None:
    steps = list(workflow.workflow_tasks.all())
    return getattr(steps[0].task, "groupapprovaltask", None) if len(steps) == 1 else None


def _is_ours(workflow: Workflow) -> bool:
    return bool(reviewers_of(workflow)) and LanguageWorkflow.objects.filter(workflow=workflow).count() == 1


def _group(role: str, language: str) -> Group:
    return Group.objects.get_or_create(name=f"{role}-{language}" if role == Role.TRANSLATOR else role)[0]
