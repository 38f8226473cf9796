"""Whatever has texts in languages is counted, goes out to translators and comes back."""

from django.apps import apps

from curriculum.kinds import MASTERS
from curriculum.translation import TranslationRow


def test_no_kind_of_text_is_forgotten():
    rows = {model for model in apps.get_models() if issubclass(model, TranslationRow)}
    assert {model._parler_meta.root_model for model in MASTERS.values()} == rows
