"""Every course survives its folder: written and read it is equal, written again it has the same bytes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curriculum.citations import parse
from curriculum.interop.course_folder.quiz_settings import COUNTINGS, Draw, QuizSettings
from curriculum.interop.course_folder.reading import read_course
from curriculum.interop.course_folder.shapes import (
    PARTS,
    Block,
    CourseFolder,
    CourseText,
    FactText,
    Gap,
    GlossaryTerm,
    Lesson,
    LessonText,
    Line,
    LocalFact,
    Module,
    ModuleText,
    Option,
    Pair,
    Part,
    Question,
    QuestionText,
    Rubric,
    Statute,
    Step,
    TermText,
    Way,
)
from curriculum.interop.course_folder.writing import write_course
from curriculum.review_matrix import Aspect, Moment

from .small_course import contents

words = st.text(alphabet="abc äß:#-'\"{}[]|>*&!%@`?,\\§€0123456789.سلامی\u200c", min_size=1, max_size=20)
plain = words.map(lambda text: " ".join(text.split())).filter(lambda text: text and "[[" not in text)
plain = plain.filter(lambda text: "{" not in text)
paragraphs = st.lists(plain, min_size=1, max_size=3).map("\n\n".join)
markdown = st.sampled_from(
    [
        "Ein Satz.",
        "**Fett** und `3 × 2 €`: {§ 551 Abs. 1 BGB}",
        "Zwei\n\nAbsätze mit [[kaution|der Kaution]]",
        "Zeile\\\n\\- mehr",
        "سلام [نص](https://a.example/?q=1)",
    ]
)
lists_too = markdown | st.sampled_from(["## Titel\n\n- eins\n- zwei", "1. eins\n2. zwei"])
ids = st.lists(st.from_regex(r"[a-z0-9]{2,8}", fullmatch=True), min_size=2, max_size=4, unique=True)
slugs = st.from_regex(r"[a-z0-9]{1,5}(-[a-z0-9]{1,3})?", fullmatch=True)
reasons = st.just("") | plain


def several(strategy):
    return st.lists(strategy, min_size=1, max_size=3).map(tuple)


bodies = {
    "prose": lists_too,
    "remember": lists_too,
    "law": st.fixed_dictionaries(
        {"citations": several(st.sampled_from([parse("§ 1 BGB"), parse("§ 2 Nr. 1 BGB")])), "text": markdown}
    ),
    "traffic_light": st.fixed_dictionaries(
        {"do": several(markdown), "ask": several(markdown), "hand_over": several(markdown)}
    ),
    "steps": st.fixed_dictionaries({"title": st.just("") | plain, "items": several(markdown)}),
    "case": st.fixed_dictionaries(
        {"title": plain, "situation": lists_too, "task": lists_too, "solution": lists_too}
    ),
    "local_fact": st.fixed_dictionaries({"key": st.sampled_from(["amt", "grenze"])}),
    "misconception": st.fixed_dictionaries({"wrong": markdown, "right": markdown}),
    "dialogue": st.fixed_dictionaries(
        {"title": st.just("") | plain, "lines": several(st.builds(Line, plain, markdown))}
    ),
    "letter": st.fixed_dictionaries(
        {
            "title": plain,
            "fields": st.tuples(plain, plain),
            "text": st.builds("{} {{{{2}}}}\n\n{{{{1}}}}\n{}".format, plain, plain),
        }
    ),
    "table": st.fixed_dictionaries(
        {
            "caption": plain,
            "columns": st.tuples(plain, plain),
            "rows": several(st.tuples(markdown, st.just("") | markdown)),
            "row_heads": st.booleans(),
        }
    ),
    "self_check": st.fixed_dictionaries(
        {
            "question": markdown,
            "options": st.tuples(st.builds(Option, markdown, st.just(True)), st.builds(Option, markdown)),
            "explanation": markdown,
        }
    ),
}


@st.composite
def lessons(draw, slug):
    source = tuple(
        Block(kind, id, draw(bodies[kind]), draw(reasons))
        for id in draw(ids)
        for kind in [draw(st.sampled_from(sorted(bodies)))]
    )
    translated = tuple(block for block in source if draw(st.booleans()))
    texts = {"de": LessonText(draw(plain), draw(plain), source)}
    if draw(st.booleans()):
        texts["fa"] = LessonText(draw(plain), draw(plain), translated, draw(st.booleans()))
    has_check = any(block.kind == "self_check" for block in source)
    completes = draw(st.sampled_from(["opened", "self_check"])) if has_check else "opened"
    return Lesson(
        slug, draw(st.integers(1, 600)), texts, completes, draw(st.integers(1, 3)), draw(st.booleans())
    )


@st.composite
def questions(draw, id):
    kind = draw(st.sampled_from(sorted(PARTS)))
    part_ids = [str(n) for n in range(1, 3)] if kind == "gap" else draw(ids)
    compared = draw(st.booleans())
    languages = draw(st.sampled_from([["de"], ["de", "fa"]]))
    unit = draw(st.booleans())

    def text(machine):
        wording = draw(paragraphs)
        parts = ()
        if kind in ("single", "multiple", "ordering"):
            parts = tuple(Part(id, draw(plain)) for id in part_ids)
        elif kind == "matching":
            parts = tuple(Pair(id, draw(plain), f"{id} {draw(plain)}") for id in part_ids)
        elif kind == "gap":
            wording += "\n" + " ".join(f"{{{{{id}}}}}" for id in part_ids)
            parts = tuple(Gap(id, draw(several(plain))) for id in part_ids)
        elif kind == "short_text":
            parts = (Gap("1", draw(several(plain))) if compared else Rubric("1", draw(paragraphs)),)
        elif kind == "scenario":
            choices = tuple(Part(id, draw(plain)) for id in ("x1", "x2"))
            parts = (
                Step("first", draw(paragraphs), choices),
                Step("then", draw(paragraphs), rubric=draw(paragraphs)),
            )
        return QuestionText(
            wording, draw(lists_too), parts, draw(plain) if unit and kind == "numeric" else "", machine
        )

    numbers = st.decimals(min_value=0, max_value=999, places=2)
    numeric = {"answer": draw(numbers), "tolerance": draw(numbers)} if kind == "numeric" else {}
    correct = {
        "single": tuple(part_ids[:1]),
        "multiple": tuple(part_ids[1:]),
        "true_false": draw(st.booleans()),
    }
    return Question(
        id=id,
        kind=kind,
        difficulty=draw(st.sampled_from(["easy", "medium", "hard"])),
        texts={code: text(code != "de" and draw(st.booleans())) for code in languages},
        correct=correct.get(kind),
        case={"gap": ("2",), "short_text": ("1",) * compared}.get(kind, ()) if draw(st.booleans()) else (),
        ways=(Way("x1", "then", draw(numbers)), Way("x2", "", Decimal(0)), Way("then", "", Decimal(2)))
        if kind == "scenario"
        else (),
        uncertain=draw(reasons),
        category=draw(st.sampled_from(["", "miete"])),
        tags=draw(st.sampled_from([(), ("frist", "recht")])),
        marks=draw(st.sampled_from([Decimal(1), Decimal("0.5"), Decimal(3)])),
        fixed=draw(st.booleans()),
        **numeric,
    )


moments = st.datetimes(timezones=st.just(UTC), min_value=datetime(2020, 1, 1), max_value=datetime(2039, 1, 1))


@st.composite
def settings_of_quizzes(draw):
    one_a_page, opens_at = draw(st.booleans()), draw(st.none() | moments)
    aspects = st.sets(st.sampled_from(Aspect.values)).map(lambda row: [a for a in Aspect.values if a in row])
    return QuizSettings(
        practice=draw(st.booleans()),
        attempts_allowed=draw(st.none() | st.integers(1, 9)),
        counting=draw(st.sampled_from(COUNTINGS)),
        first_wait_minutes=draw(st.integers(0, 99)),
        time_limit_minutes=draw(st.none() | st.integers(1, 99)),
        grace_seconds=draw(st.integers(0, 99)),
        opens_at=opens_at,
        closes_at=opens_at and opens_at + timedelta(days=1),
        shuffles=draw(st.booleans()),
        one_a_page=one_a_page,
        sequential=one_a_page and draw(st.booleans()),
        review={moment: draw(aspects) for moment in Moment.values},
        draws=tuple(draw(st.lists(st.builds(Draw, st.integers(1, 9), tag=slugs), max_size=2))),
    )


@st.composite
def courses(draw):
    modules = tuple(
        Module(
            slug=slug,
            units=draw(st.decimals(min_value=0, max_value=99, places=1)),
            pass_mark=draw(st.integers(0, 100)),
            project_levels=draw(st.sampled_from([(), (2,), (1, 3)])),
            required=draw(st.booleans()),
            texts={
                "de": ModuleText(
                    draw(plain),
                    draw(paragraphs),
                    (Part("a", draw(plain)), Part("b", draw(plain))),
                    feedback=(Part("0", draw(plain)), Part("80", draw(plain))),
                ),
                "fa": ModuleText(
                    draw(plain),
                    "",
                    (Part("b", draw(plain)),),
                    draw(st.booleans()),
                    feedback=(Part("80", draw(plain)),),
                ),
            },
            quiz=draw(settings_of_quizzes()),
            lessons=tuple(draw(lessons(slug)) for slug in draw(st.lists(slugs, max_size=2, unique=True))),
            questions=tuple(draw(questions(f"q{n}")) for n in range(draw(st.integers(0, 3)))),
        )
        for slug in draw(st.lists(slugs, max_size=2, unique=True))
    )
    if len(modules) > 1 and draw(st.booleans()):
        modules = (modules[0], replace(modules[1], after=(modules[0].slug,)))
    return CourseFolder(
        slug=draw(slugs),
        language="de",
        licence=draw(plain),
        law_as_of=draw(st.dates()),
        texts={"de": CourseText(draw(plain), draw(paragraphs)), "fa": CourseText(draw(plain), machine=True)},
        modules=modules,
        statutes=(
            Statute("BGB", draw(plain), "https://a.example/", draw(st.dates())),
            Statute(
                "SGB II", draw(plain), "https://a.example/", draw(st.dates()), draw(st.dates()), draw(plain)
            ),
        ),
        local_facts=(
            LocalFact("amt", "name", draw(st.just("") | plain), {"de": FactText(draw(plain))}),
            LocalFact(
                "grenze",
                "amount",
                "",
                {"de": FactText(draw(plain)), "fa": FactText(draw(plain), draw(st.booleans()))},
            ),
        ),
        glossary=(
            GlossaryTerm(
                "kaution", (parse("§ 551 Abs. 1 BGB"),), {"de": TermText(draw(plain), draw(markdown))}
            ),
            GlossaryTerm(
                "miete",
                (),
                {
                    "de": TermText(draw(plain), draw(lists_too)),
                    "fa": TermText(draw(plain), draw(st.just("") | markdown), draw(st.booleans())),
                },
                draw(reasons),
            ),
        ),
        in_order=draw(st.booleans()),
    )


@given(courses())
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_course_survives_its_folder(tmp_path_factory, course):
    folder = tmp_path_factory.mktemp("course") / "one"
    write_course(course, folder)
    assert read_course(folder) == course
    written = contents(folder)
    write_course(read_course(folder), folder)
    assert contents(folder) == written
