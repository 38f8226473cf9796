from itertools import count

from django.db import models
from django.utils.translation import gettext_lazy as _
from parler.fields import TranslationsForeignKey
from wagtail.admin.panels import FieldPanel, PublishingPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from curriculum.blocks import PROSE_FEATURES, PartsBlock
from curriculum.translation import Master, MasterQuerySet, TranslationRow


class Kind(models.TextChoices):
    SINGLE = "single", _("one right answer")
    MULTIPLE = "multiple", _("several right answers")
    TRUE_FALSE = "true_false", _("true or false")
    MATCHING = "matching", _("matching")
    ORDERING = "ordering", _("putting in order")
    GAP = "gap", _("filling gaps")
    NUMERIC = "numeric", _("a number")
    SHORT_TEXT = "short_text", _("a short text")
    SCENARIO = "scenario", _("a branching case")


class Difficulty(models.TextChoices):
    EASY = "easy", _("easy")
    MEDIUM = "medium", _("medium")
    HARD = "hard", _("hard")


class Status(models.TextChoices):
    """Where a question stands: derived, never stored."""

    DRAFT = "draft", _("draft")
    READY = "ready", _("ready")
    RETIRED = "retired", _("retired")


class QuestionQuerySet(MasterQuerySet):
    def drawable(self):
        """Those that may be asked: ready, and not retired."""
        return self.filter(ready=True, archived_at=None)

    def standing(self, status: str):
        """Those of the status."""
        if status == Status.RETIRED:
            return self.exclude(archived_at=None)
        return self.filter(archived_at=None, ready=status == Status.READY)


class Question(Master):
    """The identity of a question in the bank of a module; what is asked and what is right stand in its versions."""

    module = models.ForeignKey(
        "curriculum.Module", on_delete=models.CASCADE, related_name="bank", verbose_name=_("module")
    )
    slug = models.SlugField(_("short name"))
    difficulty = models.CharField(
        _("difficulty"), max_length=10, choices=Difficulty.choices, default=Difficulty.MEDIUM
    )
    category = models.SlugField(
        _("category"), blank=True, help_text=_("A quiz may draw questions of a category by chance.")
    )
    tags = models.JSONField(_("tags"), default=list, blank=True)  # short names, each once
    name = models.CharField(
        _("name"), max_length=255, blank=True, help_text=_("For the team. Learners never read it.")
    )
    objective = models.CharField(  # id of the part of the module's text
        _("learning objective"), max_length=36, blank=True
    )
    ready = models.BooleanField(_("ready"), default=True, help_text=_("Only what is ready is asked."))
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)
    #: what it is called in the file that it came from, and a digest of what that file said
    foreign_id = models.CharField(max_length=255, blank=True, editable=False)
    brought_as = models.CharField(max_length=64, blank=True, editable=False)

    objects = models.Manager.from_queryset(QuestionQuerySet)()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["slug"]
        constraints = [
            models.UniqueConstraint(fields=["module", "slug"], name="a_question_has_its_own_name_in_the_bank")
        ]

    def __str__(self):
        return self.slug

    @property
    def status(self) -> Status:
        if self.archived_at:
            return Status.RETIRED
        return Status.READY if self.ready else Status.DRAFT


class QuestionVersion(models.Model):
    """What is right, without words. Frozen once it was drawn (held by a trigger): a change makes the next number.

    `key` by kind: single and multiple `{"parts": [id…], "correct": [id…]}` and, where answers are worth other shares
    than usual, `"weights": {id: decimal from -1 to 1}`, true_false `{"correct": bool}`,
    matching `{"parts": [id…]}` (left and right of an id belong together), ordering `{"parts": [id…]}` in the right
    order, gap `{"parts": ["1"…], "case": [id…]}` (gaps in which upper and lower case matter; may be left out), numeric
    `{"answer": "5", "tolerance": "0"}` (decimals as text) and, where other numbers are right, too, or in part,
    `"also": [{"answer", "tolerance", "share"}…]`, short_text `{"parts": [id], "case": [id] | []}` or, where a
    person marks it, `{"parts": [id], "by_hand": true}`, scenario as told in `curriculum.scenarios`.
    """

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(default=1)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    key = models.JSONField()
    made_at = models.DateTimeField(auto_now_add=True)
    frozen_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("version of a question")
        verbose_name_plural = _("versions of questions")
        ordering = ["question", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "number"], name="a_version_number_is_given_once_a_question"
            )
        ]

    def __str__(self):
        return f"{self.question} v{self.number}"


class QuestionTranslation(TranslationRow):
    """The wording in one language; the ids of `parts` are those of the key."""

    content_fields = ("wording", "parts", "unit", "explanation")
    stream_fields = ("parts",)

    master = TranslationsForeignKey(
        Question, on_delete=models.CASCADE, related_name="translations", editable=False
    )
    wording = models.TextField(_("wording"))
    parts = StreamField(PartsBlock(), verbose_name=_("answers"), blank=True)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    explanation = RichTextField(_("explanation"), blank=True, features=PROSE_FEATURES)

    panels = [
        FieldPanel("wording"),
        FieldPanel("parts"),
        FieldPanel("unit"),
        FieldPanel("explanation"),
        PublishingPanel(),
    ]
    search_fields = [
        index.SearchField("wording", boost=2),
        index.AutocompleteField("wording"),
        index.SearchField("explanation"),
        index.FilterField("language_code"),
        index.FilterField("live"),
    ]

    class Meta:
        verbose_name = _("text of a question")
        verbose_name_plural = _("texts of questions")
        constraints = [
            models.UniqueConstraint(
                fields=["master", "language_code"], name="a_question_has_one_text_a_language"
            )
        ]

    def save_revision(self, *args, **kwargs):
        """A revision, in which gaps made in the editor are numbered: {{1}} in the wording is the gap `1`.

        The one part of a short text is numbered in the same way.
        """
        gaps = [block for block in self.parts if block.block_type in ("gap", "accepted", "rubric")]
        taken = {gap.id for gap in gaps}
        numbers = (str(number) for number in count(1) if str(number) not in taken)
        for gap in gaps:
            if not str(gap.id).isdecimal():
                gap.id = next(numbers)
        return super().save_revision(*args, **kwargs)


class QuestionText(models.Model):
    """A published wording, immutable (held by a trigger): every answer points to the one that was shown.

    `content`: `{"wording": text, "parts": {id: text | {"left", "right"} | [accepted…] | {"wording", "rubric"}},
    "unit": text, "explanation": rich text}`, and where there are any `"feedback": {id: text}` to those who chose a part
    and `"pictures": {id: {"address", "width", "height", "alt"}}` of parts, or of the question where the id is empty.
    What somebody writes for a person to mark has a rubric, and as a step of a
    case a wording of its own.
    """

    version = models.ForeignKey(QuestionVersion, on_delete=models.CASCADE, related_name="texts")
    language_code = models.CharField(max_length=15)
    digest = models.CharField(max_length=64)
    content = models.JSONField()
    machine = models.BooleanField(default=False)
    published_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("published text of a question")
        verbose_name_plural = _("published texts of questions")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "language_code", "digest"],
                name="a_wording_is_kept_once_a_version_and_language",
            )
        ]
        default_permissions = ("view",)

    def __str__(self):
        return f"{self.version} [{self.language_code}]"
