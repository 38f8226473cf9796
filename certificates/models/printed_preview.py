"""What is printed is previewed as paper, with names that are hard to print."""

from django.utils.translation import gettext_lazy as _

#: names that a design is tried with, and how they are called
SAMPLES = [
    ("long", _("a long name")),
    ("arabic", _("a name written from right to left")),
    ("ethiopic", _("a name in Ethiopic letters")),
]
#: and the languages that stand on its paper
LANGUAGES = {"long": ("de", "ar"), "arabic": ("de", "ar"), "ethiopic": ("de", "en")}


class PrintedPreview:
    """A preview of the whole page; one mode a sample."""

    @property
    def preview_modes(self):
        return SAMPLES

    @property
    def preview_sizes(self):
        return [{"name": "page", "icon": "desktop", "device_width": 1180, "label": _("The whole page")}]

    def serve_preview(self, request, mode_name):
        from certificates.previewing import preview

        return preview(self, mode_name)


class PrintedTextPreview(PrintedPreview):
    """The same for words in one language: with the samples that stand on paper in it."""

    @property
    def preview_modes(self):
        return [one for one in SAMPLES if self.language_code in LANGUAGES[one[0]]] or SAMPLES
