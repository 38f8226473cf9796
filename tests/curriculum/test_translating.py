"""A translator at work in the admin: what counts as translated, from which state of the source."""

import pytest

from curriculum.models import LessonTranslation
from curriculum.outdated import UnitState, translated
from curriculum.translating import confirm_everywhere, merge_in_order, recount, take_over_missing
from lms.people.models import Role
from tests.factories.curriculum import publish

from .conftest import BODY
from .typed import typed

pytestmark = pytest.mark.django_db

FIRST, SECOND = "body:aaaa", "body:bbbb"


def fresh(row):
    return LessonTranslation.objects.get(pk=row.pk)


def states(row):
    return fresh(row).get_latest_revision_as_object().states()


def said(kind, text, id):
    """A block: type, value, id."""
    return kind, {"uncertain": "", "text": f'<p data-block-key="k1">{text}</p>'}, id


@pytest.fixture
def translator(person, client):
    user = person(Role.TRANSLATOR, ["ar"])
    client.force_login(user)
    return user


@pytest.fixture
def arabic(school):
    """An Arabic text, published and up to date."""
    row = publish(
        school.lesson,
        "ar",
        title="مبلغ",
        summary="ملخص",
        body=[said("prose", "عربي", "aaaa"), said("notice", "كذلك", "bbbb")],
    )
    source = school.german.units()
    LessonTranslation.objects.filter(pk=row.pk).update(made_from=translated({}, source))
    recount(row)
    return fresh(row)


def change_german(school, **changes):
    publish(school.lesson, **changes)


def test_what_was_changed_counts_as_translated(school, translator, client, address):
    row = school.lesson.start_translation("ar")
    assert set(states(row).values()) == {UnitState.MISSING}
    client.post(address(row, "edit"), typed(row, title="مبلغ التأمين"))
    assert states(row) == {
        "title": UnitState.UP_TO_DATE,
        "summary": UnitState.MISSING,
        FIRST: UnitState.MISSING,
        SECOND: UnitState.MISSING,
    }
    assert fresh(row).units_to_do == 3


def test_saving_without_a_change_outdates_nothing_and_translates_nothing(
    school, arabic, translator, client, address
):
    begun = school.lesson.start_translation("fa")
    before = fresh(arabic).units(), states(arabic)
    client.post(address(arabic, "edit"), typed(arabic, "publish"))
    assert (fresh(arabic).units(), states(arabic)) == before
    client.force_login(school.owner)
    client.post(address(school.german, "edit"), typed(school.german, "publish"))
    client.post(address(begun, "edit"), typed(begun))
    assert fresh(arabic).units_to_do == 0
    assert set(states(begun).values()) == {UnitState.MISSING}


def test_a_changed_source_outdates_just_its_block(school, arabic):
    change_german(
        school, body=[said("prose", "Höchstens zwei.", "aaaa"), said("notice", "Niemals bar zahlen.", "bbbb")]
    )
    assert {unit for unit, state in states(arabic).items() if state == UnitState.OUTDATED} == {FIRST}
    assert fresh(arabic).units_to_do == 1


def test_a_draft_of_the_source_outdates_nothing(school, arabic):
    draft = fresh(school.german)
    draft.title = "Ganz anders"
    draft.save_revision()
    assert set(states(arabic).values()) == {UnitState.UP_TO_DATE}


def test_a_change_of_the_source_while_somebody_types_is_still_seen(
    school, arabic, translator, client, address
):
    seen = fresh(school.german).units()
    change_german(school, title="Neuer Titel")
    client.post(address(arabic, "edit"), typed(arabic, "publish", shown=seen, title="مبلغ جديد"))
    assert states(arabic)["title"] == UnitState.OUTDATED
    client.post(address(arabic, "edit"), typed(arabic, "publish", title="العنوان الجديد"))
    assert states(arabic)["title"] == UnitState.UP_TO_DATE


def test_a_machine_text_that_was_reworked_is_no_machine_text_any_more(
    school, arabic, translator, client, address
):
    made = translated({}, school.german.units(), machine=True)
    LessonTranslation.objects.filter(pk=arabic.pk).update(made_from=made)
    change_german(school, title="Neuer Titel")
    assert (states(arabic)["title"], states(arabic)["summary"]) == (UnitState.OUTDATED, UnitState.MACHINE)
    client.post(address(arabic, "edit"), typed(arabic, title="العنوان الجديد"))
    assert (states(arabic)["title"], states(arabic)["summary"]) == (UnitState.UP_TO_DATE, UnitState.MACHINE)


def test_what_is_still_valid_is_confirmed_without_publishing(school, arabic, translator, client, address):
    change_german(school, title="Die Kaution!")
    digest = {"title": fresh(school.german).units()["title"]}
    client.post(address(arabic, "edit"), typed(arabic, confirmed=digest))
    assert fresh(arabic).states()["title"] == UnitState.UP_TO_DATE
    assert fresh(arabic).has_unpublished_changes is False
    assert fresh(arabic).units_to_do == 0


def test_confirming_does_not_publish_what_else_was_typed(school, arabic, translator, client, address):
    change_german(school, title="Die Kaution!", summary="Neu")
    digests = fresh(school.german).units()
    client.post(
        address(arabic, "edit"), typed(arabic, confirmed={"title": digests["title"]}, summary="ملخص جديد")
    )
    live = fresh(arabic)
    assert (live.states()["title"], live.states()["summary"]) == (UnitState.UP_TO_DATE, UnitState.OUTDATED)
    assert live.summary == "ملخص"
    assert states(arabic)["summary"] == UnitState.UP_TO_DATE


def test_a_tick_for_a_state_that_is_gone_confirms_nothing(school, arabic, translator, client, address):
    seen = {"title": fresh(school.german).units()["title"]}
    change_german(school, title="Neuer Titel")
    client.post(address(arabic, "edit"), typed(arabic, confirmed=seen))
    assert states(arabic)["title"] == UnitState.OUTDATED


def test_one_click_confirms_for_all_languages_that_were_up_to_date(school, arabic, client, address):
    english = publish(school.lesson, "en", title="The deposit")
    before = school.german.units()["title"]
    LessonTranslation.objects.filter(pk=english.pk).update(
        made_from=translated({}, {"title": before}, machine=True)
    )
    late = publish(school.lesson, "fr", title="La caution")
    LessonTranslation.objects.filter(pk=late.pk).update(made_from=translated({}, {"title": "long ago"}))
    change_german(school, title="Die Kaution!")
    after = fresh(school.german).units()["title"]

    client.force_login(school.owner)
    client.post(f"/admin/texts/lesson/{school.german.pk}/confirm/", {"change": [f"title@{before}@{after}"]})

    assert states(arabic)["title"] == UnitState.UP_TO_DATE
    assert states(english)["title"] == UnitState.MACHINE
    assert states(late)["title"] == UnitState.OUTDATED
    assert fresh(arabic).units_to_do == 0


def test_confirming_keeps_drafts_as_drafts(school, arabic):
    draft = fresh(arabic)
    draft.summary = "مسودة"
    draft.save_revision()
    before = school.german.units()["title"]
    change_german(school, title="Die Kaution!")
    changes = {"title": (before, fresh(school.german).units()["title"])}
    assert confirm_everywhere(fresh(school.german), changes, by=school.owner) == {"ar"}
    live = fresh(arabic)
    assert (live.summary, live.has_unpublished_changes) == ("ملخص", True)
    assert live.states()["title"] == states(arabic)["title"] == UnitState.UP_TO_DATE
    assert live.get_latest_revision_as_object().summary == "مسودة"


def test_blocks_that_are_missing_are_taken_over_as_a_draft_at_their_place(school, arabic, translator, client):
    change_german(school, body=[BODY[0], said("remember", "Merke.", "cccc"), BODY[1]])
    assert states(arabic)["body:cccc"] == UnitState.MISSING
    client.post(f"/admin/texts/lesson/{arabic.pk}/take-over/")
    draft = fresh(arabic).get_latest_revision_as_object()
    assert [block.id for block in draft.body] == ["aaaa", "cccc", "bbbb"]
    assert [block.id for block in fresh(arabic).body] == ["aaaa", "bbbb"]
    assert states(arabic)["body:cccc"] == UnitState.MISSING
    assert take_over_missing(fresh(arabic), by=translator) == 0


def test_what_the_source_dropped_is_told_and_kept(school, arabic):
    change_german(school, body=BODY[:1])
    assert states(arabic)[SECOND] == UnitState.EXTRA
    assert [block.id for block in fresh(arabic).body] == ["aaaa", "bbbb"]


def test_a_revision_that_is_brought_back_brings_its_account_back(school, arabic, translator, client, address):
    old = fresh(arabic).latest_revision
    old.content["made_from"] = fresh(arabic).made_from
    old.save()
    change_german(school, title="Neuer Titel")
    client.post(address(arabic, "edit"), typed(arabic, "publish", title="العنوان الجديد"))
    assert states(arabic)["title"] == UnitState.UP_TO_DATE
    back = typed(old.as_object()) | {"title": "مبلغ", "action-publish": "1", "revision": old.pk}
    client.post(address(arabic, "revisions_revert", old.pk), back)
    assert fresh(arabic).title == "مبلغ"
    assert states(arabic)["title"] == UnitState.OUTDATED


def test_missing_blocks_find_their_neighbours():
    def ids(*names):
        return [{"id": name} for name in names]

    assert merge_in_order(ids("a", "b", "c"), ids("b")) == ids("a", "b", "c")
    assert merge_in_order(ids("a", "b"), ids("x", "a", "y")) == ids("x", "a", "b", "y")
    assert merge_in_order(ids("a", "b"), []) == ids("a", "b")
    assert merge_in_order([], ids("x")) == ids("x")
