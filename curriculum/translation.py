"""The parler translation row is the Wagtail snippet; the parler master is read-only for text.

Each language so has its own draft, live state, revisions, comparison, workflow, lock, schedule and preview,
while everything that learners do points to one language-neutral master.
"""

import re

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _
from parler.managers import TranslatableQuerySet
from parler.models import TranslatableModelMixin, TranslatedFieldsModel, TranslatedFieldsModelMixin
from parler.utils.i18n import get_language_settings
from wagtail.log_actions import log
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin
from wagtail.search import index
from wagtail.signals import published

from lms.people.languages import isolated

from .outdated import TO_DO, digest, unit_states

EMPTY = re.compile(r"\s*(?:<p[^>]*>\s*</p>\s*)+")
SOURCE = settings.PARLER_DEFAULT_LANGUAGE_CODE

#: the editor gives a new block a UUID; its first 32 bits do within one text, and fit a line of plain text
UUID_SIGNS, SHORT_SIGNS = 36, 8

#: columns that Wagtail's mixins and we put on the row; parler must not proxy them onto the master
STATE_FIELDS = {
    f.name for mixin in (DraftStateMixin, LockableMixin, RevisionMixin) for f in mixin._meta.local_fields
} | {
    "made_from",
    "units_to_do",
    "tally",
}


def reading_order(language: str | None = None) -> list[str]:
    """The language and its fallbacks, best first."""
    language = language or get_language() or SOURCE
    return [language, *get_language_settings(language)["fallbacks"]]


class MasterQuerySet(TranslatableQuerySet):
    def translated(
        self, *language_codes, **fields
    ):  # parler's active_translations() passes through here, too
        return super().translated(*language_codes, **{"live": True, **fields})

    def readable(self, language: str | None = None):
        """What is published: live in the source language, whatever language it is read in."""
        rows = self.model.rows().filter(master=models.OuterRef("pk"), live=True, language_code=SOURCE)
        return self.filter(models.Exists(rows)).language(language or get_language())

    def with_texts(self, language: str | None = None, *, defer: tuple[str, ...] = ()):
        """Readable, their texts fetched in one further query; `defer` names heavy fields that are not needed."""
        return self.readable(language).prefetch_related(
            models.Prefetch("translations", live_texts(self.model, language, defer=defer))
        )


def live_texts(model, language: str | None = None, *, defer: tuple[str, ...] = ()):
    """The rows a reader may see: live, in the language or its fallbacks."""
    return (
        model.rows()
        .filter(live=True, language_code__in=reading_order(language))
        .defer("made_from", "tally", "latest_revision", "live_revision", "locked_by", *defer)
    )


class MasterMixin(TranslatableModelMixin):
    """Reads live translations only, never writes them. A plain class, so that migrations' models keep it."""

    def _get_translated_queryset(self, meta=None):
        return super()._get_translated_queryset(meta).filter(live=True)

    def _get_prefetched_translations(self, meta=None):
        rows = super()._get_prefetched_translations(meta)
        return None if rows is None else [row for row in rows if row.live]

    def _get_translated_model(self, language_code=None, use_fallback=False, auto_create=False, meta=None):
        if auto_create:
            raise TypeError(
                "Texts are written on the translation row: start_translation(), then save_revision()."
            )
        return super()._get_translated_model(language_code, use_fallback, False, meta)

    def save_translations(self, *args, **kwargs):
        """Nothing to save: rows save themselves."""

    def validate_unique(self, exclude=None):
        models.Model.validate_unique(self, exclude)

    def refresh_from_db(self, *args, **kwargs):  # parler's asks for the list of languages each time
        models.Model.refresh_from_db(self, *args, **kwargs)
        if self._translations_cache:
            self._translations_cache.clear()

    def delete(self, *args, **kwargs):
        return models.Model.delete(self, *args, **kwargs)

    @classmethod
    def rows(cls):
        """All translation rows of the kind, drafts too."""
        return cls._parler_meta.root_model._default_manager.all()

    def own_rows(self):
        """The translation rows of this one, drafts too."""
        return type(self).rows().filter(master=self)

    def text(self, language: str | None = None):
        """The live row in the language or its first fallback, prefetched or asked for; None if there is none."""
        order = reading_order(language)
        fetched = getattr(self, "_prefetched_objects_cache", {}).get("translations")
        rows = self.own_rows().filter(live=True, language_code__in=order) if fetched is None else fetched
        live = {row.language_code: row for row in rows if row.live}
        return next((live[code] for code in order if code in live), None)

    def new_row(self, language: str, **content):
        """A row that is not saved yet: for `start_translation`, and for a course folder that brings all its content."""
        return self._parler_meta.root_model(
            master=self, language_code=language, live=False, has_unpublished_changes=True, **content
        )

    @transaction.atomic
    def start_translation(self, language: str, *, by=None, **content):
        """How a person begins a row: a draft with the source's content and block ids, and its first revision.

        Returns the row that is there already, untouched, if there is one.
        """
        row = self.own_rows().filter(language_code=language).first()
        if row:
            return row
        source = None if language == SOURCE else self.own_rows().filter(language_code=SOURCE).first()
        if source:
            content = {**{name: getattr(source, name) for name in source.content_fields}, **content}
        row = self.new_row(language, **content)
        row.units_to_do = row.count_to_do(source)
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError:  # somebody else began it at the same moment
            return self.own_rows().get(language_code=language)
        row.save_revision(user=by, log_action="wagtail.create", clean=False)
        return row


class Master(MasterMixin, models.Model):
    objects = models.Manager.from_queryset(MasterQuerySet)()

    class Meta:
        abstract = True


class RowMixin(TranslatedFieldsModelMixin):
    """Parler's row, mended. A plain class, so that migrations' models get it as well."""

    @classmethod
    def get_translated_fields(cls, include_m2m=True):
        return [name for name in super().get_translated_fields(include_m2m) if name not in STATE_FIELDS]

    def _get_field_values(self):
        # parler reads every field in __init__; a deferred one would load itself and recurse for ever
        deferred = self.get_deferred_fields()
        return [None if name in deferred else self.__dict__.get(name) for name in self._get_field_names()]


class TranslationRow(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    index.Indexed,
    RowMixin,
    TranslatedFieldsModel,
):
    """One language of something taught. Subclasses name `content_fields`; `stream_fields` of them have blocks."""

    content_fields: tuple[str, ...] = ("title", "summary")
    stream_fields: tuple[str, ...] = ()

    #: {unit: {"source": digest of the source it was made from, "machine": bool}}; empty in the source language
    made_from = models.JSONField(default=dict, blank=True, editable=False)
    units_to_do = models.PositiveIntegerField(_("blocks to look at"), default=0, editable=False)
    #: {state: [blocks, words of the source]}, in the source language {"source": …}; empty: nothing is translated yet
    tally = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:  # not parler's, which takes away the add, change and delete permissions
        abstract = True

    def __str__(self):
        words = getattr(self, self.content_fields[0]) or "—"
        return f"{isolated(words, self.language_code)} [{self.language_code}]"

    def with_content_json(self, content):
        """No revision moves a row to another master or language; what is to do is counted of the latest one."""
        row = super().with_content_json(content)
        row.master_id, row.language_code = self.master_id, self.language_code
        row.units_to_do, row.tally = self.units_to_do, self.tally
        return row

    def clean(self):
        """What an editor leaves when nothing was written is nothing: readers then get another language."""
        super().clean()
        for name in self.content_fields:
            value = getattr(self, name)
            if isinstance(value, str) and EMPTY.fullmatch(value):
                setattr(self, name, "")

    @property
    def is_source(self) -> bool:
        return self.language_code == SOURCE

    @property
    def direction(self) -> str:
        return "rtl" if get_language_info(self.language_code)["bidi"] else "ltr"

    def serve_preview(self, request, mode_name):
        from .previewing import preview

        return preview(self, request)

    def get_workflow(self):
        """The workflow of the row's language, else the one that Wagtail would take."""
        from .models import LanguageWorkflow

        own = LanguageWorkflow.objects.filter(language_code=self.language_code, workflow__active=True)
        chosen = own.select_related("workflow").first()
        return chosen.workflow if chosen else self.get_default_workflow()

    def save_revision(self, *args, **kwargs):
        """A revision, in which blocks made in the editor have short ids, as the course folder writes them."""
        for name in self.stream_fields:
            for block in getattr(self, name):
                if block.id and len(block.id) == UUID_SIGNS:
                    block.id = block.id[:SHORT_SIGNS]
        return super().save_revision(*args, **kwargs)

    def appear(self, *, by=None) -> None:
        """Save this new text and publish it as it stands: what comes whole needs no draft first."""
        self.live, self.has_unpublished_changes = True, False
        self.first_published_at = self.last_published_at = timezone.now()
        self.save()
        revision = self.live_revision = self.save_revision(user=by, clean=False, changed=False)
        self.save(update_fields=["live_revision"])
        published.send(type(self), instance=self, revision=revision)
        log(self, "wagtail.publish", user=by, revision=revision)

    # -- units ----------------------------------------------------------------------------------------------------

    def units(self) -> dict[str, str]:
        """Unit → digest of its content: each content field, and each block as `field:block id`."""
        found = {}
        for name in self.content_fields:
            if name in self.stream_fields:
                for block in getattr(
                    self, name
                ):  # through the block: two ways to store the same are the same
                    raw = block.get_prep_value()
                    found[f"{name}:{raw['id']}"] = digest([raw["type"], raw["value"]])
            else:
                found[name] = digest(getattr(self, name))
        return found

    def source_row(self):
        """The row in the source language; None for the source itself."""
        if self.is_source:
            return None
        return type(self)._default_manager.filter(master_id=self.master_id, language_code=SOURCE).first()

    def siblings(self):
        """The other languages, drafts too."""
        return type(self)._default_manager.filter(master_id=self.master_id).exclude(pk=self.pk)

    def states(self, source=None) -> dict:
        """Unit → `UnitState`; empty in the source language and where there is no source."""
        source = source or self.source_row()
        return unit_states(source.units(), self.units(), self.made_from) if source else {}

    def count_to_do(self, source=None) -> int:
        return sum(state in TO_DO for state in self.states(source).values())
