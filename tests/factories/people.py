import factory
from django.utils import timezone

from lms.people.granting import derive_groups
from lms.people.models import Location, Membership, Role, User


class LocationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Location
        django_get_or_create = ["slug"]

    name = factory.Sequence(lambda n: f"Standort {n}")
    slug = factory.Sequence(lambda n: f"standort-{n}")
    city = "Augsburg"


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    display_name = factory.Sequence(lambda n: f"Amal {n}")
    content_language = "de"


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership
        skip_postgeneration_save = True

    person = factory.SubFactory(UserFactory, is_staff=True)
    role = Role.TRAINER
    location = factory.SubFactory(LocationFactory)
    begun_on = factory.LazyFunction(timezone.localdate)

    @factory.post_generation
    def groups(self, create, extracted, **kwargs):
        derive_groups(self.person)


def trainer(location=None, **kwargs):
    """A person who trains at a location."""
    return MembershipFactory(role=Role.TRAINER, location=location or LocationFactory(), **kwargs).person


def coordinator(location=None, **kwargs):
    """A person who coordinates a location."""
    return MembershipFactory(role=Role.COORDINATOR, location=location or LocationFactory(), **kwargs).person


def office(**kwargs):
    """A person of the network's office."""
    return MembershipFactory(role=Role.OFFICE, location=None, **kwargs).person


def translator(*languages, **kwargs):
    """A person who translates into the languages."""
    return MembershipFactory(role=Role.TRANSLATOR, location=None, languages=list(languages), **kwargs).person
