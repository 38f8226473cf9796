"""What of a translation is up to date: a comparison that nothing but a change of meaning may tip."""

from hypothesis import given
from hypothesis import strategies as st

from curriculum.outdated import UnitState, digest, tally, translated, unit_states

units = st.dictionaries(st.sampled_from(["title", "body:a", "body:b", "body:c"]), st.text(max_size=3))


def test_what_an_editor_adds_by_itself_does_not_count():
    assert digest('<p data-block-key="abcde">Text</p>') == digest("<p>Text</p>")
    assert digest({"text": '<p data-block-key="x1">Text</p>'}) == digest(
        {"text": '<p data-block-key="y2">Text</p>'}
    )
    assert digest('<p data-block-key="abcde"></p>') == digest("")


def test_items_of_a_list_count_by_what_they_say():
    bare, stored = (
        ["eins", "zwei"],
        [{"type": "item", "value": "eins", "id": "1"}, {"type": "item", "value": "zwei"}],
    )
    assert digest({"items": bare}) == digest({"items": stored})
    assert digest({"items": bare}) != digest({"items": bare[::-1]})


def test_a_changed_word_counts():
    assert digest("<p>Drei Kaltmieten</p>") != digest("<p>Zwei Kaltmieten</p>")


def test_each_state_has_its_reason():
    source = {"title": "1", "body:a": "2", "body:b": "3", "body:c": "4", "body:d": "5"}
    own = {"title": "x", "body:a": "x", "body:b": "x", "body:d": "x", "body:z": "x"}
    made_from = {
        "title": {"source": "1", "machine": False},
        "body:a": {"source": "old", "machine": True},
        "body:b": {"source": "3", "machine": True},
    }
    assert unit_states(source, own, made_from) == {
        "title": UnitState.UP_TO_DATE,
        "body:a": UnitState.OUTDATED,
        "body:b": UnitState.MACHINE,
        "body:c": UnitState.MISSING,
        "body:d": UnitState.MISSING,
        "body:z": UnitState.EXTRA,
    }


@given(source=units, shown=units)
def test_translating_what_was_shown_is_up_to_date_just_where_the_source_is_the_same(source, shown):
    made_from = translated({}, shown)
    states = unit_states(source, shown, made_from)
    for unit in source:
        fresh = unit in shown and shown[unit] == source[unit]
        assert (states[unit] == UnitState.UP_TO_DATE) == fresh


@given(source=units)
def test_looking_at_a_machine_text_makes_it_up_to_date_even_if_it_was_outdated(source):
    old = {unit: f"before {now}" for unit, now in source.items()}
    machine = translated({}, old, machine=True)
    assert set(unit_states(source, source, translated(machine, source)).values()) <= {UnitState.UP_TO_DATE}


@given(source=units, own=units, made=units)
def test_every_unit_has_one_state(source, own, made):
    states = unit_states(source, own, translated({}, made))
    assert set(states) == set(source) | set(own)
    assert sum(tally(states).values()) == len(states)
