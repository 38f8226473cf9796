"""A file for translators comes back: what is taken, what is kept, and what is refused with its line."""

import pytest
from django.utils import timezone
from lxml import etree
from translate.storage.xliff2 import Xliff2File
from wagtail.models import Revision

from curriculum.interop.exchange.gathering import gather
from curriculum.interop.exchange.shapes import FileRefused
from curriculum.interop.exchange.taking import Outcome, look_at, take
from curriculum.interop.exchange.writing import write
from curriculum.models import LessonTranslation, QuestionTranslation
from curriculum.noting import begin_thread, resolve
from curriculum.outdated import UnitState, translated
from lms.people.models import Role
from tests.curriculum.conftest import BODY
from tests.factories.curriculum import GlossaryTermFactory, LessonFactory, QuestionFactory, publish

pytestmark = pytest.mark.django_db
FORMATS = ["xliff", "po"]
CITED = '<p data-block-key="k1">Höchstens <b>drei</b>: <a linktype="citation" ref="§ 551 Abs. 1 BGB">§ 551</a>.</p>'
FIRST, SECOND = "body:aaaa", "body:bbbb"


@pytest.fixture
def lesson(school):
    publish(
        school.lesson,
        summary="Kaution ist Geld.",
        body=[("prose", {"uncertain": "", "text": CITED}, "aaaa"), BODY[1]],
    )
    return school.lesson


def out(format="po", language="ar", **options) -> str:
    return write(gather(language, **options), format).decode()


def back(text: str, **options):
    return take(text.encode(), "datei", **options)


def arabic(lesson):
    row = LessonTranslation.objects.get(master=lesson, language_code="ar")
    return row.get_latest_revision_as_object()


def answered(text: str, source: str, target: str) -> str:
    """A PO file in which the entry has this translation, and is marked as finished."""
    entry = f'msgid "{source}"\nmsgstr "'
    assert entry in text
    head, _entry, tail = text.partition(entry)
    before, _gap, own = head.rpartition("\n\n")
    head = f"{before}\n\n{own.replace('#, fuzzy' + chr(10), '')}"
    return head + entry + target + '"' + tail[tail.index('"') + 1 :]


COMPLETE = "<1>Höchstens <2>drei</2>: <3>§ 551</3>.</1>"
TRANSLATED = "<1>ثلاثة <2>فقط</2>: <3>§ 551</3>.</1>"


def test_what_was_translated_becomes_a_draft_and_no_more(lesson):
    report = back(answered(out(), COMPLETE, TRANSLATED))
    row = arabic(lesson)
    assert (report.outcomes[Outcome.TRANSLATED], report.begun, report.published) == (1, 1, 0)
    assert row.live is False
    assert row.body[0].value["text"].source == CITED.replace("Höchstens", "ثلاثة").replace("drei", "فقط")
    assert row.states() == {
        "title": UnitState.MISSING,
        "summary": UnitState.MISSING,
        FIRST: UnitState.UP_TO_DATE,
        SECOND: UnitState.MISSING,
    }
    assert row.units_to_do == 3


@pytest.mark.parametrize("format", FORMATS)
def test_taking_the_same_file_twice_changes_nothing_more(lesson, format):
    back(answered(out(), COMPLETE, TRANSLATED))
    file, before = out(format), Revision.objects.count()
    assert set(back(file).outcomes) == {Outcome.UNCHANGED}
    assert Revision.objects.count() == before


@pytest.mark.parametrize(
    "broken",
    [
        "ثلاثة",
        "<1>ثلاثة <3>§ 551</3>.</1>",
        "<1><2>a</1></2><3>§ 551</3>",
        TRANSLATED + "<4/>",
        TRANSLATED * 2,
    ],
    ids=["none", "one is missing", "crossed", "unknown", "doubled"],
)
def test_markup_that_was_lost_or_added_is_refused_with_its_line(lesson, broken):
    file = answered(out(), COMPLETE, broken)
    with pytest.raises(FileRefused) as refused:
        back(file)
    line = file[: file.index(COMPLETE)].count("\n")
    assert [fault.line for fault in refused.value.faults] == [line]
    assert not LessonTranslation.objects.filter(language_code="ar").exists()


def test_all_or_nothing(lesson):
    file = answered(answered(out(), COMPLETE, "kaputt"), "Kaution ist Geld.", "gut")
    with pytest.raises(FileRefused):
        back(file)
    assert not LessonTranslation.objects.filter(language_code="ar").exists()


def test_gaps_of_a_question_stay(school):
    question = QuestionFactory(module=school.module, kind="gap")
    with pytest.raises(FileRefused):
        back(answered(out(), "Das steht in {{1}}.", "هنا"))
    back(answered(out(), "Das steht in {{1}}.", "هنا {{1}}"))
    row = QuestionTranslation.objects.get(master=question, language_code="ar").get_latest_revision_as_object()
    assert row.wording == "هنا {{1}}"


def test_accepted_texts_are_translated_too(school):
    QuestionFactory(module=school.module, kind="gap")
    back(answered(out(), '"\n"§ 558\\n"\n"Paragraf 558', '"\n"المادة 558\\n"\n"558'))
    row = QuestionTranslation.objects.get(language_code="ar").get_latest_revision_as_object()
    assert row.parts[0].value == "المادة 558\n558"


def test_a_file_of_an_older_source_marks_what_is_outdated(lesson):
    file = answered(out(), COMPLETE, TRANSLATED)
    publish(lesson, body=[BODY[0], BODY[1]])
    report = back(file)
    assert report.outcomes[Outcome.OUTDATED] == 1
    assert arabic(lesson).states()[FIRST] == UnitState.OUTDATED
    assert "ثلاثة" in arabic(lesson).body[0].value["text"].source


def test_a_file_of_an_older_source_overwrites_nothing_newer(lesson):
    publish(lesson, "ar", title="قديم")
    LessonTranslation.objects.filter(language_code="ar").update(
        made_from=translated({}, {"title": lesson.own_rows().get(language_code="de").units()["title"]})
    )
    old = answered(out(), "Die Kaution", "من الملف")
    publish(lesson, title="Die Kaution!")
    new = answered(out(), "Die Kaution!", "جديد")
    back(new)
    report = back(old)
    assert report.outcomes[Outcome.KEPT] == 1
    assert [(text, unit) for _line, text, unit, _outcome in report.notable] == [
        ("Die Kaution! [de]", "title")
    ]
    assert arabic(lesson).title == "جديد"
    assert arabic(lesson).states()["title"] == UnitState.UP_TO_DATE


def test_who_translated_on_the_site_meanwhile_loses_nothing(lesson):
    file = answered(out(), "Kaution ist Geld.", "من الملف")
    row = lesson.start_translation("ar")
    row.summary = "من الموقع"
    row.made_from = translated({}, {"summary": lesson.own_rows().get(language_code="de").units()["summary"]})
    row.save_revision()
    assert back(file).outcomes[Outcome.KEPT] == 1
    assert arabic(lesson).summary == "من الموقع"


def test_what_a_machine_made_is_confirmed_when_the_mark_goes(lesson):
    source = lesson.own_rows().get(language_code="de").units()
    publish(lesson, "ar", title="مبلغ")
    made = translated({}, {"title": source["title"]}, machine=True)
    row = LessonTranslation.objects.get(language_code="ar")
    row.made_from = made
    row.save_revision().publish()
    file = out()
    assert "#, fuzzy" in file
    assert set(back(file).outcomes) == {Outcome.UNCHANGED}
    report = back(file.replace("#, fuzzy\n", ""))
    assert report.outcomes[Outcome.CONFIRMED] == 1
    assert arabic(lesson).states()["title"] == UnitState.UP_TO_DATE
    assert LessonTranslation.objects.get(language_code="ar").states()["title"] == UnitState.UP_TO_DATE


def test_half_a_block_is_not_taken(school):
    value = {"uncertain": "", "wrong": "<p>Falsch</p>", "right": "<p>Richtig</p>"}
    LessonFactory(module=school.module, text={"body": [("misconception", value, "mmmm")]})
    report = back(answered(out(), "<1>Falsch</1>", "<1>خطأ</1>"))
    assert (report.outcomes[Outcome.INCOMPLETE], report.changed) == (1, 0)


def test_too_long_is_refused(lesson):
    with pytest.raises(FileRefused, match="201"):
        back(answered(out(), "Die Kaution", "x" * 201))


def test_published_where_asked_for(lesson):
    assert back(answered(out(), "Die Kaution", "مبلغ"), publish=True).published == 1
    assert LessonTranslation.objects.get(language_code="ar").title == "مبلغ"
    assert LessonTranslation.objects.get(language_code="ar").live


# -- who may -----------------------------------------------------------------------------------------------------------


def test_translators_get_and_bring_only_their_languages(lesson, person):
    translator = person(Role.TRANSLATOR, ["fa"])
    file = answered(out(), "Die Kaution", "مبلغ")
    with pytest.raises(FileRefused):
        back(file, by=translator)
    own = answered(out(language="fa", by=translator), "Die Kaution", "ودیعه")
    assert back(own, by=translator).begun == 1


def test_trainers_bring_only_what_they_may_change(lesson, school, person):
    with pytest.raises(FileRefused):
        back(answered(out(), "Die Kaution", "مبلغ"), by=person(Role.TRAINER))
    assert back(answered(out(), "Die Kaution", "مبلغ"), by=school.owner).begun == 1


# -- XLIFF -------------------------------------------------------------------------------------------------------------


def test_xliff_says_what_the_specification_asks_for(lesson):
    root = etree.fromstring(out("xliff").encode())
    core = "{urn:oasis:names:tc:xliff:document:2.0}"
    assert (root.get("version"), root.get("srcLang"), root.get("trgLang")) == ("2.1", "de", "ar")
    orders = {
        tuple(etree.QName(child).localname for child in unit if child.tag.startswith(core))
        for unit in root.iter(f"{core}unit")
    }
    assert orders == {("notes", "originalData", "segment"), ("notes", "segment")}
    for unit in root.iter(f"{core}unit"):
        datas = {data.get("id") for data in unit.iter(f"{core}data")}
        for code in (*unit.iter(f"{core}pc"), *unit.iter(f"{core}ph")):
            assert {value for name, value in code.items() if name.startswith("dataRef")} <= datas
    ids = [element.get("id") for element in root.iter(f"{core}file", f"{core}unit")]
    assert all(ids)


def test_another_reader_understands_our_xliff(lesson):
    store = Xliff2File.parsestring(out("xliff").encode())
    assert "Die Kaution" in [unit.source for unit in store.units]


def test_the_fixed_words_stand_in_both_files(lesson):
    term = GlossaryTermFactory(slug="kaution", text={"term": "Kaution"})
    publish(term, "ar", term="مبلغ التأمين")
    assert "#. Kaution = مبلغ التأمين" in out("po")
    root = etree.fromstring(out("xliff").encode())
    found = root.iter("{urn:oasis:names:tc:xliff:glossary:2.0}translation")
    assert {entry.text for entry in found} == {"مبلغ التأمين"}


@pytest.mark.parametrize("format", FORMATS)
def test_open_notes_go_out_without_names_and_change_nothing_when_they_come_back(lesson, school, format):
    german = lesson.own_rows().get(language_code="de")
    begin_thread(german, FIRST, "Ist das\nnoch so?\x0b", by=school.owner, at=timezone.now())
    resolve(
        begin_thread(german, SECOND, "Erledigt.", by=school.owner, at=timezone.now()),
        by=school.owner,
        at=timezone.now(),
    )
    file = out(format)
    assert file.count("noch so?") == 1
    assert "Erledigt." not in file
    assert str(school.owner) not in file
    assert set(back(file.replace("noch so?", "etwas anderes")).outcomes) == {Outcome.UNCHANGED}


def test_what_has_gone_comes_back_as_it_was(lesson):
    """Translated, outdated and machine-made: each in its state, in a language that was emptied."""
    source = lesson.own_rows().get(language_code="de").units()
    row = publish(lesson, "ar", title="مبلغ", summary="ملخص", body=[BODY[0], BODY[1]])
    made = {"title": source["title"], "summary": "0123456789abcdef", SECOND: source[SECOND]}
    row.made_from = {unit: {"source": seen, "machine": unit == SECOND} for unit, seen in made.items()}
    row.save_revision().publish()
    files, states = {format: out(format) for format in FORMATS}, row.states()
    for format, file in files.items():
        LessonTranslation.objects.filter(language_code="ar").delete()
        back(file, publish=True)
        assert LessonTranslation.objects.get(language_code="ar").states() == states
        assert out(format) == file


def test_split_segments_and_marks_of_programs_are_put_together(lesson):
    file = out("xliff")
    whole = '<source xml:space="preserve">Kaution ist Geld.</source>'
    assert whole in file
    at = file.index(whole)
    begin = file.rindex("<segment", 0, at)
    end = file.index("</segment>", at) + len("</segment>")
    split = (
        '<segment state="translated"><source>Kaution </source>'
        '<target>مبلغ <mrk id="m1">التأمين</mrk></target></segment>'
        "<ignorable><source> </source></ignorable>"
        '<segment state="translated"><source>ist Geld.</source><target>مال.</target></segment>'
    )
    back(file[:begin] + split + file[end:])
    assert arabic(lesson).summary == "مبلغ التأمين مال."


HOSTILE = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="de" trgLang="ar">&b;</xliff>"""


@pytest.mark.parametrize(
    ("file", "line"),
    [
        (HOSTILE, 1),
        ('<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>', 1),
        ("<xliff\n\n<", 3),
        ("<html/>", 1),
        ('<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"/>', 1),
        ('msgid "a"\nmsgstr "b\n', 2),
        ('msgid ""\nmsgstr "Language: ar\\n"\n\nmsgctxt "x"\nmsgid "a"\nmsgstr "b"\n', 4),
        ("Guten Tag", 1),
        ("", 1),
    ],
)
def test_what_is_malformed_or_hostile_is_refused_with_a_line(db, file, line):
    with pytest.raises(FileRefused) as refused:
        look_at(file.encode(), "datei")
    assert [fault.line for fault in refused.value.faults] == [line]


@pytest.mark.parametrize("sign", ['<cp hex="0000"/>', '<cp hex="D800"/>', f'<ph id="{"9" * 5000}"/>'])
def test_signs_that_no_database_holds_are_refused(lesson, sign):
    file = out("xliff").replace("Die Kaution</source>", f"Die Kaution</source><target>{sign}</target>")
    with pytest.raises(FileRefused):
        back(file)


def test_control_signs_and_line_ends_survive_both_formats(school):
    QuestionFactory(module=school.module, text={"wording": "eins\r\nzwei\x0b drei"})
    publish(QuestionTranslation.objects.get().master, "ar", wording="واحد\r\nاثنان\x0b", parts=[])
    row = QuestionTranslation.objects.get(language_code="ar")
    source = QuestionTranslation.objects.get(language_code="de").units()
    row.made_from = translated({}, {"wording": source["wording"]})
    row.save_revision().publish()
    for format in FORMATS:
        assert set(look_at(write(gather("ar"), format), "datei").outcomes) == {Outcome.UNCHANGED}
