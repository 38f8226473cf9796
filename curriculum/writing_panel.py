"""Beside the editor of a lesson: hints while writing, looked over anew whenever the draft is saved."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import BaseSidePanel

from .looking_over import look_over
from .readability import EASY, LONG_SENTENCE
from .side_panels import CountingToggle

#: sentences that are shown; the others are counted
SHOWN = 5


class WritingPanel(BaseSidePanel):
    """Length, readability, alternatives, citations and terms of the text."""

    class SidePanelToggle(CountingToggle):
        aria_label = _("While writing")
        icon_name = "edit"
        counter_classname = "w-bg-warning-100"

    name = "writing"
    title = _("While writing")
    template_name = "curriculum/admin/writing_panel.html"
    order = 60

    def __init__(self, row, request):
        super().__init__(row, request)
        self.found = look_over(row)
        self.count = self.found.hints

    def get_context_data(self, parent_context):
        found = self.found
        sentences = found.readability.long_sentences if found.readability else ()
        return super().get_context_data(parent_context) | {
            "found": found,
            "planned": self.object.master.minutes,
            "easy": EASY,
            "long": LONG_SENTENCE,
            "sentences": sentences[:SHOWN],
            "more": max(0, len(sentences) - SHOWN),
            "lists": [
                (_("Without words for eyes or ears"), found.without_alternative),
                (_("Citations that are not known here"), found.unknown_citations),
                (_("No wording of these is here: is the number right?"), found.sections_not_here),
                (_("In the glossary, but not marked"), found.unmarked_terms),
            ],
        }
