"""The team of the demo. One password opens all their doors; it is made with the demo and stands in its printout."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from curriculum.models import Course
from lms.people.granting import grant
from lms.people.models import Location, Role, User

#: people of the network; e-mail addresses of example.org belong to nobody (RFC 2606)
NETWORK = {
    "Office": ("Petra", "Lindner", "office", Role.OFFICE, ()),
    "Translator, Arabic": ("Hala", "Saleh", "translator", Role.TRANSLATOR, ("ar",)),
}
#: location → first name, last name of its coordinator and of its trainer
LOCAL = {
    "augsburg": (("Jonas", "Brandt"), ("Katrin", "Vogel")),
    "dresden": (("Minh Anh", "Trần"), ("Tomasz", "Nowak")),
}


@dataclass
class Staff:
    """`accounts` maps what somebody is, in words, to the person; all share the `password`."""

    password: str
    office: User
    coordinators: dict[str, User] = field(default_factory=dict)
    trainers: dict[str, User] = field(default_factory=dict)
    accounts: dict[str, User] = field(default_factory=dict)


def engage(places: dict[str, Location], *, at: datetime) -> Staff:
    """The office comes first and takes on everybody else."""
    password = f"haus-{secrets.token_hex(4)}-tuer"
    hashed = make_password(password)  # once: it is meant to take long
    people = {}
    for title, (first, last, mailbox, role, languages) in NETWORK.items():
        person = people[title] = _person(first, last, mailbox, hashed)
        grant(person, role, languages=languages, by=people["Office"], at=at)
    staff = Staff(password, people["Office"], accounts=people)
    for slug, names in LOCAL.items():
        for role, (first, last), kept in zip(
            (Role.COORDINATOR, Role.TRAINER), names, (staff.coordinators, staff.trainers), strict=True
        ):
            person = kept[slug] = _person(first, last, f"{role}.{slug}", hashed)
            grant(person, role, places[slug], by=staff.office, at=at)
            people[f"{role.capitalize()}, {places[slug].city}"] = person
    return staff


def share_out_modules(course: Course, staff: Staff) -> None:
    """The first half of the modules is looked after in Augsburg, the second in Dresden."""
    modules = [used.module for used in course.course_modules.select_related("module").order_by("sort_order")]
    for place, module in enumerate(modules):
        module.owner = staff.trainers["augsburg" if place < len(modules) / 2 else "dresden"]
        module.save(update_fields=["owner"])


def _person(first: str, last: str, mailbox: str, hashed: str) -> User:
    """Not by invitation: nobody reads letters to these addresses, and the demo opens with a password at once."""
    person = User.objects.create(
        first_name=first,
        last_name=last,
        email=f"{mailbox}@example.org",
        content_language="de",
        password=hashed,
    )
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
    return person
