from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Cause(models.TextChoices):
    FLAG = "flag", _("flagged in the text")
    LAW = "law", _("the law was changed")


class ReviewQuerySet(models.QuerySet):
    def open(self):
        return self.filter(closed_at=None)

    def questions_of(self, quiz):
        """Ids of the questions of a quiz that they concern, each once: these are for practice meanwhile."""
        found = self.filter(question__slots__quiz=quiz, question__archived_at=None)
        return found.values_list("question", flat=True).distinct()


class Review(models.Model):
    """A statement of law to be looked at. While one is open, readers are told, and the question does not count.

    `block` is the block's id for a lesson, empty otherwise or where the whole is meant. A flag says its `reason` in
    words for readers; where the law was changed, the reason names the sections ("§ 551 BGB, § 556 BGB"), and
    `changes` are their new wordings.
    """

    lesson = models.ForeignKey(
        "curriculum.Lesson",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="reviews",
        verbose_name=_("lesson"),
    )
    question = models.ForeignKey(
        "curriculum.Question",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="reviews",
        verbose_name=_("question"),
    )
    term = models.ForeignKey(
        "curriculum.GlossaryTerm",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="reviews",
        verbose_name=_("glossary term"),
    )
    block = models.CharField(_("block"), max_length=40, blank=True)
    cause = models.CharField(_("cause"), max_length=10, choices=Cause.choices, default=Cause.FLAG)
    reason = models.TextField(_("reason"))
    changes = models.ManyToManyField("curriculum.Wording", blank=True, related_name="reviews", editable=False)
    opened_at = models.DateTimeField(_("opened at"))
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("closed by"),
    )
    note = models.TextField(_("note"), blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("review of law")
        verbose_name_plural = _("reviews of law")
        ordering = ["opened_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lesson__isnull=False, question=None, term=None)
                | Q(lesson=None, question__isnull=False, term=None)
                | Q(lesson=None, question=None, term__isnull=False),
                name="a_review_concerns_one_lesson_question_or_term",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None) | (Q(closed_at__isnull=False) & ~Q(note="")),
                name="a_review_is_closed_with_a_note",
            ),
            models.UniqueConstraint(
                fields=["lesson", "block", "cause"],
                condition=Q(closed_at=None),
                name="a_block_has_one_open_review_a_cause",
            ),
            models.UniqueConstraint(
                fields=["question", "cause"],
                condition=Q(closed_at=None),
                name="a_question_has_one_open_review_a_cause",
            ),
            models.UniqueConstraint(
                fields=["term", "cause"],
                condition=Q(closed_at=None),
                name="a_term_has_one_open_review_a_cause",
            ),
        ]

    def __str__(self):
        return f"review of {self.subject}"

    @property
    def subject(self):
        """The lesson, question or glossary term that makes the statement."""
        return self.lesson or self.question or self.term
