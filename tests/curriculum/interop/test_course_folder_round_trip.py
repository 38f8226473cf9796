"""Every course survives its folder: written and read it is equal, written again it has the same bytes."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curriculum.citations import parse
from curriculum.interop.course_folder.reading import read_course
from curriculum.interop.course_folder.shapes import (
    Block,
    CourseFolder,
    CourseText,
    Gap,
    GlossaryTerm,
    Lesson,
    LessonText,
    Module,
    ModuleText,
    Option,
    Pair,
    Part,
    Question,
    QuestionText,
    Statute,
    TermText,
)
from curriculum.interop.course_folder.writing import write_course

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
    "misconception": st.fixed_dictionaries({"wrong": markdown, "right": markdown}),
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
    kind = draw(
        st.sampled_from(["single", "multiple", "true_false", "matching", "ordering", "gap", "numeric"])
    )
    part_ids = [str(n) for n in range(1, 3)] if kind == "gap" else draw(ids)
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
        uncertain=draw(reasons),
        **numeric,
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
                    draw(plain), draw(paragraphs), (Part("a", draw(plain)), Part("b", draw(plain)))
                ),
                "fa": ModuleText(draw(plain), "", (Part("b", draw(plain)),), draw(st.booleans())),
            },
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
