from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .cohort import Cohort
from .enrolment import Enrolment


class AttemptQuerySet(models.QuerySet):
    def of(self, learner):
        return self.filter(learner=learner)

    def open(self):
        return self.filter(finished_at=None)

    def finished(self):
        return self.filter(finished_at__isnull=False)

    def due(self, at):
        """Open ones whose time was up before the moment; the grace period may still run."""
        return self.open().filter(due_at__lt=at)

    def marked(self):
        """Finished ones of which nothing that counts waits for a person: only these can be passed."""
        return self.filter(marked_at__isnull=False)

    def visible_to(self, user):
        """One's own, and those made in the cohorts that one may see."""
        return self.filter(Q(learner=user) | Q(enrolment__in=Enrolment.objects.visible_to(user)))

    def cared_for_by(self, user):
        """Those of the cohorts that one may see; one's own stand elsewhere."""
        return self.filter(enrolment__cohort__in=Cohort.objects.visible_to(user))


class Attempt(models.Model):
    """One go at a quiz. The seed decides the order of what was shuffled; marks are written when it is finished.

    `due_at` is the end of its time, as it was told at the start. `reached` is the place of the question that is to be
    answered now, where a quiz asks one after the other.
    `marked_at` is when all of them were known: when it was finished, or when a person had marked what was written.
    """

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="attempts")
    quiz = models.ForeignKey("curriculum.Quiz", on_delete=models.PROTECT, related_name="attempts")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="attempts")
    number = models.PositiveIntegerField()
    client_key = models.UUIDField()
    seed = models.BigIntegerField()
    pass_mark = models.DecimalField(max_digits=5, decimal_places=2)
    started_at = models.DateTimeField(_("started at"))
    due_at = models.DateTimeField(_("due at"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    marked_at = models.DateTimeField(_("marked at"), null=True, blank=True)
    marks = models.DecimalField(_("marks"), max_digits=9, decimal_places=4, null=True, blank=True)
    max_marks = models.DecimalField(_("of"), max_digits=9, decimal_places=4, null=True, blank=True)

    reached = models.PositiveSmallIntegerField(default=1)

    objects = AttemptQuerySet.as_manager()

    PERSONAL = {"learner": ("as long as the account", "deleted with erasure")}
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ["started_at", "pk"]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(finished_at=None, due_at__isnull=False),
                name="open_attempts_by_their_end",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_at=None) | Q(due_at__gt=F("started_at")),
                name="an_attempt_is_due_after_it_began",
            ),
            models.UniqueConstraint(
                fields=["learner", "quiz"],
                condition=Q(finished_at=None),
                name="a_learner_has_one_open_attempt_a_quiz",
            ),
            models.UniqueConstraint(fields=["learner", "quiz", "number"], name="attempts_are_numbered"),
            models.UniqueConstraint(fields=["learner", "client_key"], name="an_attempt_is_started_once"),
            models.CheckConstraint(
                condition=Q(finished_at=None, marks=None, max_marks=None)
                | Q(finished_at__isnull=False, marks__gte=0, marks__lte=F("max_marks")),
                name="a_finished_attempt_has_marks_between_none_and_all",
            ),
            models.CheckConstraint(
                condition=Q(marked_at=None) | Q(marked_at__gte=F("finished_at")),
                name="an_attempt_is_finished_before_it_is_marked",
            ),
        ]
        default_permissions = ("view",)

    def __str__(self):
        return f"{self.learner} · {self.quiz} · {self.number}"

    @property
    def waits(self) -> bool:
        """Whether it is finished, and a person has still to mark what was written."""
        return self.finished_at is not None and self.marked_at is None

    @property
    def share(self):
        """Marks reached, as a Decimal from 0 to 1; None until it is marked, and where no question counted."""
        return self.marks / self.max_marks if self.marked_at and self.max_marks else None

    @property
    def percent(self) -> int | None:
        """The share in whole per cent, rounded down: 69.9 % is no pass of 70."""
        return None if self.share is None else int(self.share * 100)

    @property
    def passed(self) -> bool:
        return self.share is not None and self.share * 100 >= self.pass_mark


class Answer(models.Model):
    """A place in an attempt: the question as it was shown, and what was answered, as given.

    `counts` is False for a question that was under review when the attempt began: practice only. `marked` is for the
    learner: to be looked at again before handing in. `turn` and `turn_key` are those of the arrival that stands here,
    if the answer was saved when it was given. `judged_by` is the text with whose key and accepted texts it was
    regraded; empty where those that were shown still judge.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="answers")
    position = models.PositiveSmallIntegerField()
    version = models.ForeignKey(
        "curriculum.QuestionVersion", on_delete=models.PROTECT, related_name="answers"
    )
    text = models.ForeignKey("curriculum.QuestionText", on_delete=models.PROTECT, related_name="answers")
    judged_by = models.ForeignKey(
        "curriculum.QuestionText", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    counts = models.BooleanField(default=True)
    given = models.JSONField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    marked = models.BooleanField(default=False)
    turn = models.PositiveIntegerField(default=0)
    turn_key = models.UUIDField(null=True, blank=True)
    marks = models.DecimalField(max_digits=9, decimal_places=4, null=True, blank=True)
    max_marks = models.DecimalField(max_digits=9, decimal_places=4)

    PERSONAL = {"given": ("as long as the account", "deleted with erasure")}
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["attempt", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "position"], name="a_place_in_an_attempt_has_one_answer"
            ),
            models.CheckConstraint(
                condition=Q(marks=None) | Q(marks__gte=0, marks__lte=F("max_marks")),
                name="an_answer_gets_between_no_and_all_marks",
            ),
        ]
        default_permissions = ("view",)

    def __str__(self):
        return f"{self.attempt} · {self.position}"

    @property
    def judging_version(self):
        return self.judged_by.version if self.judged_by_id else self.version

    @property
    def judge(self):
        """The text whose key and accepted texts decide about the answer."""
        return self.judged_by if self.judged_by_id else self.text
