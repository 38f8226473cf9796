"""Who gets what at each address of the site: the matrix is access.yaml, the world it is asked in is world.py.

A word in the matrix is a status, or one of: `open` (a page, or 405 where one must press), `login` (led to a door),
`closed` (a 404, as if nothing were there), `away` (led back to the first page of the admin, as Wagtail does),
`own` (by rules that the room's own tests hold).
An address that the matrix does not name fails; `*` in a name stands for many.
"""

from contextlib import contextmanager
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
import yaml
from django.db import transaction
from django.test import Client
from django.urls import reverse

from lms.people.staff_door import SHOWN

from .addresses import addresses
from .world import ROLES, build

MATRIX = yaml.safe_load((Path(__file__).parent / "access.yaml").read_text())
DOORS = ("/staff/login/", "/de/key/")
#: who holds the code of a cohort is invited, and reads its name
INVITED = {"join"}
ELSEWHERE = ["visitor", *(role for role in ROLES if role.endswith("_elsewhere")), "translator"]


def rule_of(name: str) -> dict:
    """The rule that names the address, else the first whose `*` fits."""
    fitting = (rule for pattern, rule in MATRIX.items() if fnmatchcase(name, pattern))
    return MATRIX.get(name) or next(fitting, None)


def path_of(address, world) -> str:
    """The address with the things of the world in it."""
    kind = address.name.split(":")[0].split("_")[-1]
    wanted = {name: world.argument(name, kind) for name in address.parameters}
    if "<" in address.name:  # it has no name
        return "/" + address.route.replace("<path:path>", str(wanted["path"]))
    return reverse(address.name, kwargs=wanted)


def word_of(response) -> str:
    if response.status_code == 302 and response["Location"].startswith(DOORS):
        return "login"
    if response.status_code == 302 and response["Location"] == "/admin/":
        return "away"
    if response.status_code == 404:
        return "closed"
    return "open" if response.status_code < 400 or response.status_code == 405 else "broken"


def fits(expected, response) -> bool:
    if isinstance(expected, int):
        return response.status_code == expected
    return word_of(response) == expected


def inside(person) -> Client:
    """A browser of the person, who has passed all doors."""
    browser = Client()
    if person:
        browser.force_login(person)
        session = browser.session
        session[SHOWN] = person.pk
        session.save()
    return browser


def test_the_matrix_names_every_address_and_no_other():
    names = [address.name for address in addresses()]
    assert [name for name in names if not rule_of(name)] == []
    assert [pattern for pattern in MATRIX if not any(fnmatchcase(name, pattern) for name in names)] == []
    roles = {role for rule in MATRIX.values() for role in rule}
    assert roles <= {*ROLES, "others"}
    assert [name for name, rule in MATRIX.items() if "others" not in rule and set(rule) < set(ROLES)] == []


@pytest.fixture
def forgotten(db):
    """What is done inside is undone: asking an address may change something."""

    @contextmanager
    def forgotten():
        point = transaction.savepoint()
        yield
        transaction.savepoint_rollback(point)

    return forgotten


@pytest.mark.parametrize("role", ROLES)
def test_each_address_answers_each_role_as_the_matrix_says(forgotten, role):
    """And whoever belongs elsewhere reads nothing that is of here."""
    world = build()
    browser, faults = inside(world.people[role]), []
    for address in addresses():
        rule = rule_of(address.name)
        expected = rule.get(role, rule.get("others"))
        if expected == "own" or (role == "learner_elsewhere" and address.route.startswith("admin/")):
            continue  # the door of the team asks no learner where they learn: one of them knocks at it
        with forgotten():
            response = browser.get(path_of(address, world))
        if not fits(expected, response):
            faults.append(
                f"{address.name}: {expected} expected, got {response.status_code} {word_of(response)}"
            )
        elif role in ELSEWHERE and response.status_code == 200 and address.name not in INVITED:
            page = response.content.decode(errors="replace")
            faults += [f"{address.name} shows {word}" for word in world.secrets if word in page]
    assert not faults, "\n".join(faults)
