"""What all public pages share: they are found in every language, and say which one they really stand in."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import get_language
from wagtail.models import Page

from lms.people.languages import READ, LanguageChoice, direction, interface_language, language_choices


class FacePage(Page):
    """A page of the public face. Where a translation is missing, the German page stands there, marked as such."""

    class Meta:
        abstract = True

    def route(self, request, path_components):
        """A page that is missing in this language's tree is looked for in the German one."""
        try:
            return super().route(request, path_components)
        except Http404:
            original = self.original()
            if original is None or not path_components:
                raise
            return original.specific.route(request, path_components)

    def original(self) -> Page | None:
        """The live page in the source language of which this one is a translation."""
        if self.locale.language_code == settings.LANGUAGE_CODE:
            return None
        return self.get_translations().filter(locale__language_code=settings.LANGUAGE_CODE).live().first()

    def serve(self, request, *args, **kwargs):
        """A language that has neither an interface nor this page leads to the German one, and stays the reader's."""
        asked = get_language()
        if asked != self.locale.language_code and asked != interface_language():
            prefix, rest = f"/{asked}/", request.path_info.removeprefix(f"/{asked}/")
            if request.path_info.startswith(prefix):
                return redirect(f"/{settings.LANGUAGE_CODE}/{rest}?{READ}={asked}")
        return super().serve(request, *args, **kwargs)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        code = self.locale.language_code
        return context | {
            "page_language": code,
            "page_dir": direction(code),
            "untranslated": code != request.content_language,
            "languages": self.languages_for(request),
        }

    def languages_for(self, request) -> tuple[LanguageChoice, ...]:
        """As in every page, but a language in which this page is translated leads to the translation itself."""
        rows = self.get_translations(inclusive=True).live().select_related("locale")
        own = {page.locale.language_code: page.get_url(request) for page in rows}
        return tuple(
            each._replace(address=f"{own[each.code]}?{READ}={each.code}") if own.get(each.code) else each
            for each in language_choices(request)
        )
