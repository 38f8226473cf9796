"""The history of what is taught: its own log, which shows everybody only what they may read."""

from django.utils.translation import gettext_lazy as _

from .models import TeachingLogEntry
from .permissions import POLICIES


def register_log(actions) -> None:
    """Have Wagtail write what is done to our models into our own log, and know our own acts."""
    for model in POLICIES:
        actions.register_model(model, TeachingLogEntry)
    actions.register_action("curriculum.archive", _("Archive"), _("Archived"))
    actions.register_action("curriculum.bring_back", _("Bring back"), _("Brought back from the archive"))
    actions.register_action("curriculum.confirm", _("Confirm"), _("Confirmed as still valid"))
    actions.register_action("curriculum.put_in_order", _("Put in order"), _("Put its parts in order"))
    actions.register_action("curriculum.copy", _("Copy"), _("Made as a copy"))
    actions.register_action("curriculum.machine", _("Translate by machine"), _("Translated by a machine"))
    actions.register_action("curriculum.close_review", _("Close a review"), _("Closed the review of law"))
    actions.register_action(
        "curriculum.ask_anew", _("Ask anew"), _("Said that what is learned has changed: it is asked anew")
    )
    actions.register_action(
        "curriculum.import_questions", _("Import questions"), _("Imported questions into the bank")
    )
