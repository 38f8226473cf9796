"""Beside the editor: the source of a translation with the state of each block, or the translations of a source."""

from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.compare import diff_text
from wagtail.admin.ui.side_panels import BaseSidePanel

from lms.people.languages import direction, own_name

from .approving import reviewers_of
from .former_states import former_states
from .glossary import fixed_terms, named_in
from .kinds import kind_of
from .noting import notes_context
from .outdated import TO_DO, UnitState, tally
from .readable_units import readable_units
from .rich_text import terms_in
from .segments import segments
from .translation import SOURCE

STATE_WORDS = {
    UnitState.UP_TO_DATE: _("up to date"),
    UnitState.OUTDATED: _("outdated"),
    UnitState.MISSING: _("not translated yet"),
    UnitState.MACHINE: _("translated by a machine"),
    UnitState.EXTRA: _("not in the source"),
}


class CountingToggle(BaseSidePanel.SidePanelToggle):
    """Shows the `count` of its panel."""

    def get_context_data(self, parent_context):
        return super().get_context_data(parent_context) | {"count": self.panel.count}


class SourcePanel(BaseSidePanel):
    """The source, block by block; what was shown is sent along with the form, and what is still valid."""

    class SidePanelToggle(CountingToggle):
        aria_label = _("Source text")
        icon_name = "globe"
        counter_classname = "w-bg-critical-200"

    name = "source"
    title = _("Source text")
    template_name = "curriculum/admin/source_panel.html"
    order = 50

    class Media:
        js = ["curriculum/beside.js"]

    def __init__(self, row, request):
        super().__init__(row, request)
        self.source = row.source_row()
        self.states = row.states(self.source)
        self.count = sum(state in TO_DO for state in self.states.values())

    def get_context_data(self, parent_context):
        context = super().get_context_data(parent_context)
        if not self.source:
            return context
        own = self.object.units()
        missing = [unit for unit in self.source.units() if unit not in own]
        this = [kind_of(self.object.master), self.object.pk]
        return context | {
            "own": own,
            "csrf_token": get_token(self.request),
            "source": self.source,
            "reviewers": self._reviewers(),
            "source_name": own_name(SOURCE),
            "target_name": own_name(self.object.language_code),
            "units": list(self._units()),
            "tally": [(STATE_WORDS[state], number) for state, number in tally(self.states).items()],
            "missing": len(missing),
            "outdated": sum(state == UnitState.OUTDATED for state in self.states.values()),
            "confirm_row": reverse("curriculum_confirm_row", args=this),
            "take_over": reverse("curriculum_take_over", args=this),
            "extra": sum(state == UnitState.EXTRA for state in self.states.values()),
        }

    def _reviewers(self) -> str:
        """The roles that look the text over before it is published."""
        workflow = self.object.get_workflow()
        return ", ".join(str(role.label) for role in reviewers_of(workflow)) if workflow else ""

    def _units(self):
        digests, before = self.source.units(), self._before()
        terms = [term for term in fixed_terms(self.object.language_code) if term.translation]
        own, marked = self._own_words(), self._marked_terms()
        for unit in readable_units(self.source):
            state = self.states[unit.name]
            yield {
                "unit": unit,
                "mark": f"{unit.name}@{digests[unit.name]}",
                "state": state,
                "words": STATE_WORDS[state],
                "to_do": state in TO_DO,
                "block": unit.name.partition(":")[2],
                "terms": [
                    (term, state == UnitState.MISSING or term.is_kept_in(own.get(unit.name, "")))
                    for term in named_in(unit.words, terms, marked=marked[unit.name])
                ],
                "change": diff_text(before[unit.name], unit.words).to_html() if unit.name in before else "",
            }

    def _own_words(self) -> dict[str, str]:
        return {unit.name: unit.words for unit in readable_units(self.object)}

    def _marked_terms(self) -> dict[str, set[str]]:
        """Unit → the terms that are marked in it."""
        return {
            unit: {slug for text in texts for slug in terms_in(text.text)}
            for unit, texts in segments(self.source).items()
        }

    def _before(self) -> dict[str, str]:
        """Outdated unit → the words of the source from which it was translated, where a revision still has them."""
        made_from = self.object.made_from
        outdated = [unit for unit, state in self.states.items() if state == UnitState.OUTDATED]
        found = former_states(self.source, {unit: {made_from[unit]["source"]} for unit in outdated})
        return {
            name: unit.words
            for name, states in found.items()
            for _digest, then in states
            for unit in readable_units(then)
            if unit.name == name
        }


class NotesPanel(BaseSidePanel):
    """What the team notes on single blocks of a lesson."""

    class SidePanelToggle(CountingToggle):
        aria_label = _("Notes")
        icon_name = "comment"

    name = "notes"
    title = _("Notes")
    template_name = "curriculum/admin/notes_panel.html"
    order = 60

    class Media:
        js = ["curriculum/notes.js"]

    def __init__(self, row, request):
        super().__init__(row, request)
        self.count = row.note_threads.open().count()

    def get_context_data(self, parent_context):
        own = notes_context(self.object, "editor")
        return super().get_context_data(parent_context) | own | {"csrf_token": get_token(self.request)}


class TranslationsPanel(BaseSidePanel):
    """The languages of a source text; a change that alters no meaning is confirmed for all of them at once."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Translations")
        icon_name = "globe"

    name = "translations"
    title = _("Translations")
    template_name = "curriculum/admin/translations_panel.html"
    order = 50

    class Media:
        js = ["curriculum/beside.js"]

    def get_context_data(self, parent_context):
        master, kind = self.object.master, kind_of(self.object.master)
        source = type(self.object)._default_manager.get(pk=self.object.pk)
        rows = list(source.siblings().select_related("latest_revision"))
        return super().get_context_data(parent_context) | {
            "csrf_token": get_token(self.request),
            "languages": [
                {
                    "name": own_name(row.language_code),
                    "code": row.language_code,
                    "dir": direction(row.language_code),
                    "status": row.status_string,
                    "to_do": row.units_to_do,
                }
                for row in rows
            ],
            "changes": list(self._changes(source, rows)),
            "overview": reverse("curriculum_texts", args=[kind, master.pk]),
            "confirm": reverse("curriculum_confirm", args=[kind, self.object.pk]),
        }

    def _changes(self, source, rows):
        """Units whose last change left translations of the state before behind."""
        now = source.units()
        behind: dict[str, dict[str, set[str]]] = {}
        for row in rows:
            latest = row.get_latest_revision_as_object()
            for unit, state in latest.states(source).items():
                if state == UnitState.OUTDATED:
                    digests = behind.setdefault(unit, {})
                    digests.setdefault(latest.made_from[unit]["source"], set()).add(row.language_code)
        found = former_states(source, {unit: set(digests) for unit, digests in behind.items()})
        words = {unit.name: unit for unit in readable_units(source)}
        for unit, states in found.items():
            for digest, then in states[:1]:
                before = next(u.words for u in readable_units(then) if u.name == unit)
                yield {
                    "label": words[unit].label,
                    "change": diff_text(before, words[unit].words).to_html(),
                    "mark": f"{unit}@{digest}@{now[unit]}",
                    "languages": [own_name(code) for code in sorted(behind[unit][digest])],
                }
