from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel


class Quiz(ClusterableModel):
    """The quiz of a module: which questions, and from which share of the marks on it is passed."""

    module = models.OneToOneField(
        "curriculum.Module", on_delete=models.CASCADE, related_name="quiz", verbose_name=_("module")
    )
    pass_mark = models.DecimalField(
        _("pass mark"),
        max_digits=5,
        decimal_places=2,
        default=Decimal(70),
        help_text=_("Per cent of the marks."),
    )
    shuffles = models.BooleanField(_("shuffle options"), default=True)
    required_from = models.DateField(
        _("required from"),
        null=True,
        blank=True,
        help_text=_("Asked only of enrolments begun on this day or later; empty: of all."),
    )
    questions = models.ManyToManyField(
        "curriculum.Question",
        through="curriculum.QuizQuestion",
        related_name="quizzes",
        verbose_name=_("questions"),
    )

    class Meta:
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")
        constraints = [
            models.CheckConstraint(
                condition=Q(pass_mark__gte=0, pass_mark__lte=100),
                name="a_pass_mark_is_between_0_and_100_per_cent",
            )
        ]

    def __str__(self):
        return f"quiz of {self.module}"


class QuizQuestion(models.Model):
    """A fixed place of a question in a quiz."""

    quiz = ParentalKey(Quiz, on_delete=models.CASCADE, related_name="slots")
    question = models.ForeignKey(
        "curriculum.Question", on_delete=models.PROTECT, related_name="slots", verbose_name=_("question")
    )
    sort_order = models.PositiveIntegerField(default=0, editable=False)
    max_marks = models.DecimalField(_("marks"), max_digits=7, decimal_places=2, default=Decimal(1))

    sort_order_field = "sort_order"  # the inline panel of a quiz asks for it

    class Meta:
        ordering = ["sort_order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["quiz", "question"], name="a_question_stands_once_in_a_quiz"),
            models.CheckConstraint(condition=Q(max_marks__gt=0), name="a_question_is_worth_something"),
        ]

    def __str__(self):
        return f"{self.quiz} · {self.question}"
