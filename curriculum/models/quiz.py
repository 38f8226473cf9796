from datetime import timedelta
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from curriculum.review_matrix import Moment, check_review, open_review


class Counting(models.TextChoices):
    BEST = "best", _("the best attempt")
    LAST = "last", _("the last attempt")
    FIRST = "first", _("the first attempt")
    AVERAGE = "average", _("the average of all attempts")


class Quiz(ClusterableModel):
    """The quiz of a module: which questions, how they are asked, and from which share of the marks on it is passed."""

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
    practice = models.BooleanField(
        _("for practice"), default=False, help_text=_("The module is completed without it.")
    )
    attempts_allowed = models.PositiveSmallIntegerField(
        _("number of attempts"), null=True, blank=True, help_text=_("Empty: as many as one likes.")
    )
    counting = models.CharField(
        _("which attempt counts"),
        max_length=10,
        choices=Counting.choices,
        default=Counting.BEST,
        help_text=_("Whoever has passed once stays so, whatever counts later."),
    )
    first_wait_minutes = models.PositiveIntegerField(
        _("wait after the first attempt"), default=0, help_text=_("Minutes. 0: the next may follow at once.")
    )
    later_wait_minutes = models.PositiveIntegerField(
        _("wait after every later attempt"),
        default=0,
        help_text=_("Minutes. 0: the next may follow at once."),
    )
    time_limit_minutes = models.PositiveIntegerField(
        _("time limit"),
        null=True,
        blank=True,
        help_text=_("Minutes. When they are over, the answers are handed in as they are. Empty: no limit."),
    )
    grace_seconds = models.PositiveIntegerField(
        _("grace period"),
        default=60,
        help_text=_("Seconds. Answers that arrive so much later still count: networks are slow."),
    )
    opens_at = models.DateTimeField(_("opens at"), null=True, blank=True)
    closes_at = models.DateTimeField(
        _("closes at"),
        null=True,
        blank=True,
        help_text=_("What is still open then is handed in as it is, for people with extra time, too."),
    )
    shuffles = models.BooleanField(_("shuffle options"), default=True)
    shuffles_questions = models.BooleanField(_("shuffle questions"), default=False)
    one_a_page = models.BooleanField(
        _("one question a page"), default=False, help_text=_("Otherwise all stand on one page.")
    )
    sequential = models.BooleanField(
        _("one after the other"),
        default=False,
        help_text=_("There is no way back to a question. Only with one question a page."),
    )
    review = models.JSONField(_("what is shown when"), default=open_review, validators=[check_review])
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
            ),
            models.CheckConstraint(
                condition=Q(attempts_allowed=None) | Q(attempts_allowed__gte=1),
                name="a_quiz_may_be_taken_at_least_once",
            ),
            models.CheckConstraint(
                condition=Q(time_limit_minutes=None) | Q(time_limit_minutes__gte=1),
                name="a_time_limit_leaves_some_time",
            ),
            models.CheckConstraint(
                condition=Q(opens_at=None) | Q(closes_at=None) | Q(opens_at__lt=F("closes_at")),
                name="a_quiz_opens_before_it_closes",
            ),
            models.CheckConstraint(
                condition=Q(sequential=False) | Q(one_a_page=True),
                name="only_single_questions_come_one_after_the_other",
            ),
        ]

    def __str__(self):
        return f"quiz of {self.module}"

    def clean(self):
        """Sentences where the constraints would only refuse."""
        super().clean()
        faults = {}
        if self.attempts_allowed == 0:
            faults["attempts_allowed"] = _("At least one attempt. Leave it empty for as many as one likes.")
        if self.time_limit_minutes == 0:
            faults["time_limit_minutes"] = _("At least one minute. Leave it empty for no limit.")
        if self.opens_at and self.closes_at and self.opens_at >= self.closes_at:
            faults["closes_at"] = _("It closes before it opens.")
        if self.sequential and not self.one_a_page:
            faults["sequential"] = _("One after the other is possible only with one question a page.")
        if not self.practice and self.review.get(Moment.DURING):
            faults["review"] = _("While it is answered, only a quiz for practice may show more.")
        if faults:
            raise ValidationError(faults)

    @property
    def first_wait(self) -> timedelta:
        return timedelta(minutes=self.first_wait_minutes)

    @property
    def later_wait(self) -> timedelta:
        return timedelta(minutes=self.later_wait_minutes)

    @property
    def time_limit(self) -> timedelta | None:
        return None if self.time_limit_minutes is None else timedelta(minutes=self.time_limit_minutes)

    @property
    def grace(self) -> timedelta:
        return timedelta(seconds=self.grace_seconds)


class QuizQuestion(models.Model):
    """A place in a quiz: a fixed question, or some drawn by chance from the bank by category and tag."""

    quiz = ParentalKey(Quiz, on_delete=models.CASCADE, related_name="slots")
    question = models.ForeignKey(
        "curriculum.Question",
        on_delete=models.PROTECT,
        related_name="slots",
        verbose_name=_("question"),
        null=True,
        blank=True,
        help_text=_("Empty: questions are drawn from the bank, for each attempt anew."),
    )
    number = models.PositiveSmallIntegerField(_("how many are drawn"), default=1)
    category = models.SlugField(_("of the category"), blank=True, help_text=_("For drawing. Empty: of any."))
    tag = models.SlugField(_("with the tag"), blank=True, help_text=_("For drawing. Empty: with any."))
    sort_order = models.PositiveIntegerField(default=0, editable=False)
    max_marks = models.DecimalField(
        _("marks"), max_digits=7, decimal_places=2, default=Decimal(1), help_text=_("For each question.")
    )

    sort_order_field = "sort_order"  # the inline panel of a quiz asks for it

    class Meta:
        ordering = ["sort_order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["quiz", "question"], name="a_question_stands_once_in_a_quiz"),
            models.CheckConstraint(condition=Q(max_marks__gt=0), name="a_question_is_worth_something"),
            models.CheckConstraint(
                condition=Q(question=None, number__gte=1)
                | Q(question__isnull=False, number=1, category="", tag=""),
                name="a_place_in_a_quiz_has_a_question_or_draws_some",
                violation_error_message=_(
                    "Choose a question, or say how many are drawn. A chosen question has no category and no tag."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.quiz} · {self.question or self.category or self.tag}"
