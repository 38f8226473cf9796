import datetime

import factory
from django.utils import timezone

from curriculum.models import (
    Assignment,
    Course,
    CourseModule,
    Difficulty,
    FeedbackBand,
    GlossaryTerm,
    Kind,
    Lesson,
    LocalFactKey,
    Module,
    Question,
    QuestionVersion,
    Quiz,
    QuizQuestion,
    Statute,
    StatuteEdition,
    StatuteSection,
    Wording,
)
from curriculum.translation import SOURCE


def publish(master, language="de", **content):
    """The master's row in the language, with the content, published. Blocks are given as (type, value, id)."""
    for name in set(content) & set(master._parler_meta.root_model.stream_fields):
        content[name] = [{"type": kind, "value": value, "id": id} for kind, value, id in content[name]]
    if language == SOURCE and not master.own_rows().filter(language_code=SOURCE).exists():
        row = master.new_row(language, **content)
        row.appear()
        return row
    row = master.start_translation(language, **content)
    for name, value in content.items():
        setattr(row, name, value)
    row.save_revision().publish()
    row.refresh_from_db()
    return row


class MasterFactory(factory.django.DjangoModelFactory):
    """Makes a master together with its published German row; `text={…}` sets its content, `text=False` makes none."""

    class Meta:
        abstract = True

    @factory.post_generation
    def text(self, create, extracted, **kwargs):
        if not create or extracted is False:
            return
        first = self._parler_meta.root_model.content_fields[0]
        publish(self, **{first: f"{first} {self}", **(extracted or {}), **kwargs})


class CourseFactory(MasterFactory):
    class Meta:
        model = Course
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"kurs-{n}")


class ModuleFactory(MasterFactory):
    class Meta:
        model = Module
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"modul-{n}")
    units = 4

    @factory.post_generation
    def course(self, create, extracted, **kwargs):
        if create and extracted:
            CourseModule.objects.create(
                course=extracted, module=self, sort_order=extracted.course_modules.count(), **kwargs
            )


class LessonFactory(MasterFactory):
    class Meta:
        model = Lesson
        skip_postgeneration_save = True

    module = factory.SubFactory(ModuleFactory)
    slug = factory.Sequence(lambda n: f"lektion-{n}")
    sort_order = factory.Sequence(lambda n: n)


class AssignmentFactory(MasterFactory):
    class Meta:
        model = Assignment
        skip_postgeneration_save = True

    module = factory.SubFactory(ModuleFactory)
    slug = factory.Sequence(lambda n: f"aufgabe-{n}")


class FeedbackBandFactory(MasterFactory):
    class Meta:
        model = FeedbackBand
        skip_postgeneration_save = True

    module = factory.SubFactory(ModuleFactory)
    from_percent = 0


class GlossaryTermFactory(MasterFactory):
    class Meta:
        model = GlossaryTerm
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"begriff-{n}")


class LocalFactKeyFactory(MasterFactory):
    class Meta:
        model = LocalFactKey
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"fakt-{n}")


class StatuteFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Statute
        django_get_or_create = ["abbreviation"]

    abbreviation = "BGB"
    title = "Bürgerliches Gesetzbuch"
    address = "https://www.gesetze-im-internet.de/bgb/"


class WordingFactory(factory.django.DjangoModelFactory):
    """The wording of a section of a law of a day; `law` and `number` name the section."""

    class Meta:
        model = Wording
        exclude = ["law", "number", "as_of"]

    law = factory.SubFactory(StatuteFactory)
    number = "1"
    as_of = datetime.date(2026, 4, 29)
    section = factory.LazyAttribute(
        lambda w: StatuteSection.objects.get_or_create(
            statute=w.law, kind="section", number=w.number, place=StatuteSection.place_of("section", w.number)
        )[0]
    )
    edition = factory.LazyAttribute(
        lambda w: StatuteEdition.objects.get_or_create(
            statute=w.law, as_of=w.as_of, defaults={"imported_at": timezone.now(), "source": "Sammlung"}
        )[0]
    )
    text = "(1) Nur zur Probe."


class QuizFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Quiz
        skip_postgeneration_save = True

    module = factory.SubFactory(ModuleFactory)
    pass_mark = 70


#: kind → (key, content of the German row)
SAMPLES = {
    Kind.SINGLE: (
        {"parts": ["a", "b"], "correct": ["b"]},
        {"wording": "Was stimmt?", "parts": [("option", "Dies", "a"), ("option", "Das", "b")]},
    ),
    Kind.MULTIPLE: (
        {"parts": ["a", "b", "c"], "correct": ["a", "c"]},
        {
            "wording": "Was alles?",
            "parts": [("option", "Eins", "a"), ("option", "Zwei", "b"), ("option", "Drei", "c")],
        },
    ),
    Kind.TRUE_FALSE: ({"correct": True}, {"wording": "Die Miete ist Geld.", "parts": []}),
    Kind.MATCHING: (
        {"parts": ["a", "b"]},
        {
            "wording": "Ordne zu.",
            "parts": [
                ("pair", {"left": "Rot", "right": "Abgeben"}, "a"),
                ("pair", {"left": "Grün", "right": "Tun"}, "b"),
            ],
        },
    ),
    Kind.ORDERING: (
        {"parts": ["a", "b", "c"]},
        {
            "wording": "Bring in die Reihenfolge.",
            "parts": [("step", "Zuerst", "a"), ("step", "Dann", "b"), ("step", "Zuletzt", "c")],
        },
    ),
    Kind.GAP: (
        {"parts": ["1"]},
        {"wording": "Das steht in {{1}}.", "parts": [("gap", "§ 558\nParagraf 558", "1")]},
    ),
    Kind.NUMERIC: (
        {"answer": "5", "tolerance": "0"},
        {"wording": "Wie viele Jahre?", "parts": [], "unit": "Jahre"},
    ),
    Kind.SHORT_TEXT: (
        {"parts": ["1"]},
        {"wording": "Wie heißt das Geld?", "parts": [("accepted", "Kaution\nMietkaution", "1")]},
    ),
    Kind.SCENARIO: (
        {
            "parts": ["brief", "lesen", "weg", "frist", "heute", "morgen"],
            "steps": [
                {
                    "id": "brief",
                    "choices": [
                        {"id": "lesen", "to": "frist", "marks": "1"},
                        {"id": "weg", "to": None, "marks": "0"},
                    ],
                },
                {
                    "id": "frist",
                    "choices": [
                        {"id": "heute", "to": None, "marks": "1"},
                        {"id": "morgen", "to": None, "marks": "0"},
                    ],
                },
            ],
        },
        {
            "wording": "Ein Brief kommt.",
            "parts": [
                ("situation", "Was tust du damit?", "brief"),
                ("choice", "Lesen", "lesen"),
                ("choice", "Wegwerfen", "weg"),
                ("situation", "Darin steht eine Frist.", "frist"),
                ("choice", "Heute antworten", "heute"),
                ("choice", "Morgen antworten", "morgen"),
            ],
        },
    ),
}
#: a short text that a person marks, and a case with a step in own words: `QuestionFactory(**WRITTEN)`
WRITTEN = {
    "kind": Kind.SHORT_TEXT,
    "key": {"parts": ["1"], "by_hand": True},
    "text": {"wording": "Was sagst du?", "parts": [("rubric", "Nennt die Beratungsstelle.", "1")]},
}
CASE = {
    "kind": Kind.SCENARIO,
    "key": {
        "parts": ["brief", "lesen", "weg", "antwort"],
        "steps": [
            {
                "id": "brief",
                "choices": [
                    {"id": "lesen", "to": "antwort", "marks": "1"},
                    {"id": "weg", "to": None, "marks": "0"},
                ],
            },
            {"id": "antwort", "to": None, "marks": "3"},
        ],
    },
    "text": {
        "wording": "Ein Brief kommt.",
        "parts": [
            ("situation", "Was tust du damit?", "brief"),
            ("choice", "Lesen", "lesen"),
            ("choice", "Wegwerfen", "weg"),
            ("free", {"wording": "Was schreibst du?", "rubric": "Bittet um mehr Zeit."}, "antwort"),
        ],
    },
}


class QuestionFactory(factory.django.DjangoModelFactory):
    """A question of a `kind` with its first version and published German text; placed in `quiz` if one is given."""

    class Meta:
        model = Question

    module = factory.SubFactory(ModuleFactory)
    slug = factory.Sequence(lambda n: f"q{n}")
    difficulty = Difficulty.MEDIUM

    @classmethod
    def _create(cls, model_class, *args, kind=Kind.SINGLE, quiz=None, key=None, text=None, **kwargs):
        if quiz:
            kwargs["module"] = quiz.module
        sample_key, sample_text = SAMPLES[kind]
        question = super()._create(model_class, *args, **kwargs)
        QuestionVersion.objects.create(question=question, number=1, kind=kind, key=key or sample_key)
        publish(question, **{**sample_text, **(text or {})})
        if quiz:
            QuizQuestion.objects.create(quiz=quiz, question=question, sort_order=quiz.slots.count())
        return question
