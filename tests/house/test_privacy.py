"""Every table that leads to a person says what of it is personal, how long it stays, and what erasure does."""

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models

from .tracked import ROOMS

OURS = [model for model in apps.get_models() if model.__module__.split(".")[0] in ROOMS]
#: a row of these is about one learner; what belongs to such a row is about that learner too
ABOUT_A_LEARNER = [
    model for model in OURS if any(field.name == "learner" for field in model._meta.get_fields())
]


def people_in(model) -> list[str]:
    """Names of the fields that say whom a row is about.

    Who did something (`by`, `certified_by`) is left out: an erased person stays as a blank tombstone, to which
    these go on pointing.
    """
    return [
        field.name
        for field in model._meta.get_fields()
        if field.concrete
        and field.model in OURS  # not what a page of Wagtail brings along
        and field.related_model in {get_user_model(), *ABOUT_A_LEARNER}
        and not (field.name == "by" or field.name.endswith("_by"))
    ]


@pytest.mark.parametrize("model", [m for m in OURS if people_in(m)], ids=lambda model: model._meta.label)
def test_a_table_about_people_says_what_is_personal(model):
    assert vars(model).get("PERSONAL"), f"{model._meta.label} leads to a person by {people_in(model)}"


@pytest.mark.parametrize(
    "model", [m for m in OURS if hasattr(m, "PERSONAL")], ids=lambda model: model._meta.label
)
def test_what_is_personal_names_fields_with_a_term_and_an_erasure(model):
    names = {field.name for field in model._meta.get_fields()}
    for field, promise in model.PERSONAL.items():
        assert field in names
        term, erasure = promise
        assert term and erasure


#: text beside a person that says nothing of them: names of things, codes of languages, digests and what salts them
SAYS_NOTHING = {
    *("act", "action", "object_kind", "subject_kind", "slug", "licence", "public_id", "serial"),
    *("digest", "body_digest", "pdf_sha256", "previous", "hash", "salt"),
    *("sign_hmac", "token_hmac", "form_hmac", "code_hmac"),
    *("Cohort.name", "Cohort.languages", "Module.project_levels", "Marking.part", "Listing.key"),
    *("Membership.languages", "PrivacyAcknowledgement.language", "PrivacyAcknowledgement.version"),
    *("Certificate.language", "Signature.language", "Signature.title", "Signature.wording"),
}
TYPED = (models.CharField, models.TextField, models.JSONField, models.FileField)


@pytest.mark.parametrize(
    "model", [m for m in OURS if "PERSONAL" in vars(m)], ids=lambda model: model._meta.label
)
def test_whatever_is_written_beside_a_person_is_tagged_or_says_nothing(model):
    """A new field has to be thought about: it is named in PERSONAL, or here."""
    untold = {
        field.name
        for field in model._meta.get_fields()
        if isinstance(field, TYPED) and not field.choices and field.model in OURS
    } - model.PERSONAL.keys()
    assert [name for name in untold if not {name, f"{model.__name__}.{name}"} & SAYS_NOTHING] == []


def test_the_person_itself_says_so():
    assert {"username", "display_name", "email", "password"} <= set(get_user_model().PERSONAL)
