"""Who may read and who may change what is taught: decided here and nowhere else.

A course or module belongs to its owner and those invited to edit it; without an owner it is the network's, and the
office keeps it. What lies in a module follows the module: a course that uses it gives no right to it. Everybody of
the team may read what is the network's or published. Translators change the texts of their languages.
Wagtail's views ask these policies; which action a role holds at all, `granting` tells.
"""

from django.db.models import Exists, OuterRef, Q
from wagtail.permission_policies import ModelPermissionPolicy

from lms.people.models import Role

from . import models
from .translation import SOURCE

EVERYTHING = Q(pk__isnull=False)
NOTHING = Q(pk__isnull=True)


class InstancePolicy(ModelPermissionPolicy):
    """Django's permission on the model decides whether, `reads` and `changes` on which instances."""

    def reads(self, user) -> Q:
        raise NotImplementedError

    def changes(self, user) -> Q:
        raise NotImplementedError

    def allows(self, user, action) -> Q:
        """Which instances the action may be done to, by somebody who holds it on the model."""
        if user.is_superuser:
            return EVERYTHING
        return self.reads(user) if action == "view" else self.changes(user)

    def instances_user_has_any_permission_for(self, user, actions):
        allowed = NOTHING
        for action in actions:
            if self.user_has_permission(user, action):
                allowed |= self.allows(user, action)
        return self.model._default_manager.filter(allowed)

    def user_has_permission_for_instance(self, user, action, instance):
        if instance.pk is None:
            return self.user_has_permission(user, action)
        return self.instances_user_has_permission_for(user, action).filter(pk=instance.pk).exists()


class OwnedPolicy(InstancePolicy):
    """For courses and modules, and with `via="module"` for what lies in a module."""

    def __init__(self, model, via: str = ""):
        super().__init__(model)
        self.path = f"{via}__" if via else ""

    def changes(self, user) -> Q:
        owned = models.Module if self.path else self.model
        invited = owned.editors.through.objects.filter(user=user)
        key = f"{owned._meta.model_name}_id"
        found = Q(**{f"{self.path}owner": user}) | Q(**{f"{self.path}pk__in": invited.values(key)})
        return found | self.of_network() if user.has_role(Role.OFFICE) else found

    def reads(self, user) -> Q:
        if user.has_role(Role.OFFICE):
            return EVERYTHING
        owned = models.Module if self.path else self.model
        published = owned.rows().filter(master=OuterRef(f"{self.path}pk"), language_code=SOURCE, live=True)
        return self.changes(user) | self.of_network() | Q(Exists(published))

    def may_invite(self, user, instance) -> bool:
        """Whoever it belongs to invites editors: its owner, or the office where it is the network's."""
        if user.is_superuser or instance.owner_id == user.pk:
            return True
        return instance.owner_id is None and user.has_role(Role.OFFICE)

    def of_network(self) -> Q:
        return Q(**{f"{self.path}owner": None})


class NetworkPolicy(InstancePolicy):
    """For what belongs to all: glossary, statutes, workflows. The team reads, the office changes."""

    def reads(self, user) -> Q:
        return EVERYTHING

    def changes(self, user) -> Q:
        return EVERYTHING if user.has_role(Role.OFFICE) else NOTHING


class ImportedPolicy(NetworkPolicy):
    """For what is only ever imported: the team reads, nobody changes."""

    def user_has_permission(self, user, action):
        return action == "view" and super().user_has_permission(user, action)


class RowPolicy(InstancePolicy):
    """For texts: who may change the master may change each of its languages, translators only their own.

    No role adds a row: people begin one by `start_translation`. Where a language has a workflow, its translators
    submit; without one, they publish. Only who may change the master deletes a text.
    """

    def __init__(self, model, master: InstancePolicy):
        super().__init__(model)
        self.master = master

    def user_has_permission(self, user, action):
        return action != "add" and super().user_has_permission(user, action)

    def allows(self, user, action) -> Q:
        if user.is_superuser:
            return EVERYTHING
        own = Q(master__in=self._masters(self.master.changes(user)))
        if action == "delete":
            return own
        if action == "view":
            return own | self.reads(user)
        languages = user.translates()
        if action == "publish":
            languages -= _languages_with_workflow()
        return own | self._translated_into(languages, user)

    def changes(self, user) -> Q:
        return self.allows(user, "change")

    def reads(self, user) -> Q:
        if reads_every_language(user):
            return Q(master__in=self._masters(self.master.reads(user)))
        return self._translated_into(user.translates(), user)

    def may_start(self, user, master, language: str) -> bool:
        """Whether the person may begin the master's text in the language."""
        return self.translatable(user, language).filter(pk=master.pk).exists()

    def translatable(self, user, language: str):
        """The masters whose text in the language the person may begin and change."""
        if user.is_superuser:
            return self._masters(EVERYTHING)
        if not self.user_has_permission(user, "change"):
            return self._masters(NOTHING)
        allowed = self.master.changes(user)
        if language in user.translates():
            allowed |= self.master.reads(user)
        return self._masters(allowed)

    def _translated_into(self, languages: set[str], user) -> Q:
        return Q(language_code__in=languages) & Q(master__in=self._masters(self.master.reads(user)))

    def _masters(self, which: Q):
        return self.master.model._default_manager.filter(which)


class ReviewPolicy(InstancePolicy):
    """A review of law is closed by who may change what it concerns."""

    def reads(self, user) -> Q:
        return self._concerning("reads", user)

    def changes(self, user) -> Q:
        return self._concerning("changes", user)

    def _concerning(self, rule: str, user) -> Q:
        found = NOTHING
        for name, policy in (("lesson", LESSON), ("question", QUESTION), ("term", TERM)):
            found |= Q(**{f"{name}__in": policy.model._default_manager.filter(getattr(policy, rule)(user))})
        return found


def reads_every_language(user) -> bool:
    """Translators without another role see their own languages only."""
    return user.is_office or user.has_role(Role.TRAINER, Role.COORDINATOR)


def _languages_with_workflow() -> set[str]:
    return set(
        models.LanguageWorkflow.objects.filter(workflow__active=True).values_list("language_code", flat=True)
    )


COURSE = OwnedPolicy(models.Course)
MODULE = OwnedPolicy(models.Module)
LESSON = OwnedPolicy(models.Lesson, via="module")
QUESTION = OwnedPolicy(models.Question, via="module")
ASSIGNMENT = OwnedPolicy(models.Assignment, via="module")
FEEDBACK = OwnedPolicy(models.FeedbackBand, via="module")
TERM = NetworkPolicy(models.GlossaryTerm)
LOCAL_FACT = NetworkPolicy(models.LocalFactKey)

POLICIES = {
    models.Course: COURSE,
    models.Module: MODULE,
    models.Lesson: LESSON,
    models.Question: QUESTION,
    models.Assignment: ASSIGNMENT,
    models.FeedbackBand: FEEDBACK,
    models.GlossaryTerm: TERM,
    models.LocalFactKey: LOCAL_FACT,
    models.Quiz: OwnedPolicy(models.Quiz, via="module"),
    models.CourseTranslation: RowPolicy(models.CourseTranslation, COURSE),
    models.ModuleTranslation: RowPolicy(models.ModuleTranslation, MODULE),
    models.LessonTranslation: RowPolicy(models.LessonTranslation, LESSON),
    models.QuestionTranslation: RowPolicy(models.QuestionTranslation, QUESTION),
    models.AssignmentTranslation: RowPolicy(models.AssignmentTranslation, ASSIGNMENT),
    models.FeedbackBandTranslation: RowPolicy(models.FeedbackBandTranslation, FEEDBACK),
    models.GlossaryTermTranslation: RowPolicy(models.GlossaryTermTranslation, TERM),
    models.LocalFactKeyTranslation: RowPolicy(models.LocalFactKeyTranslation, LOCAL_FACT),
    models.Review: ReviewPolicy(models.Review),
    models.Statute: NetworkPolicy(models.Statute),
    models.StatuteSection: ImportedPolicy(models.StatuteSection),
    models.LanguageWorkflow: NetworkPolicy(models.LanguageWorkflow),
}

OWNED = ("course", "module", "lesson", "question", "assignment", "feedbackband")
MASTERS = (*OWNED, "glossaryterm", "localfactkey")


def _named(actions: str, *kinds: str, ending: str = "") -> set[str]:
    return {f"curriculum.{action}_{kind}{ending}" for action in actions.split() for kind in kinds}


READING = (
    _named("view", *MASTERS)
    | _named("view", *MASTERS, ending="translation")
    | _named("view", "quiz", "review", "statute", "statutesection")
)
WRITING_TEXTS = "change publish lock unlock"

#: who writes takes pictures and recordings from those of the house, and changes and deletes their own
_ADDING = {
    "wagtailimages.add_image",
    "wagtailimages.choose_image",
    "wagtaildocs.add_document",
    "wagtaildocs.choose_document",
}
#: role → permissions on pictures and documents
OF_ROLE_ON_FILES = {
    Role.TRAINER: _ADDING,
    Role.TRANSLATOR: _ADDING,
    Role.OFFICE: _ADDING | {"wagtailimages.change_image", "wagtaildocs.change_document"},
}

#: role → permissions on the models of this room
OF_ROLE = {
    Role.COORDINATOR: READING,
    Role.TRANSLATOR: READING | _named(WRITING_TEXTS, *MASTERS, ending="translation"),
    Role.TRAINER: READING
    | _named("add change delete", *OWNED, "quiz")
    | _named(f"{WRITING_TEXTS} delete", *OWNED, ending="translation")
    | _named("change", "review"),
    Role.OFFICE: READING
    | _named("add change delete", *MASTERS, "quiz", "statute", "languageworkflow")
    | _named(f"{WRITING_TEXTS} delete", *MASTERS, ending="translation")
    | _named("change", "review")
    | _named("view", "languageworkflow")
    | {
        f"wagtailcore.{action}_{kind}"
        for action in ("add", "change", "delete")
        for kind in ("workflow", "task", "groupapprovaltask")
    },
}
