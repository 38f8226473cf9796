"""The blocks of public pages."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

FEATURES = ["h2", "h3", "bold", "ul", "ol", "link", "document-link"]

#: signs that a door or a page may carry: lms/static/pictograms.svg
SIGNS = [
    ("ask", _("question")),
    ("book", _("book")),
    ("coin", _("coins")),
    ("contract", _("contract")),
    ("damp", _("damp")),
    ("door", _("door")),
    ("folder", _("folder")),
    ("heat", _("heating")),
    ("house", _("house")),
    ("key", _("key")),
    ("letter", _("letter")),
    ("meter", _("meter")),
    ("people", _("people")),
    ("scale", _("scales")),
    ("search", _("search")),
    ("speech", _("speech")),
]


class DoorValue(blocks.StructValue):
    def address(self) -> str:
        """Where the door leads: the chosen page, else the address as typed, else nowhere."""
        page = self.get("page")
        return (page.url if page and page.live else "") or self.get("path") or ""


class DoorBlock(blocks.StructBlock):
    sign = blocks.ChoiceBlock(choices=SIGNS, default="door", label=_("Sign"))
    title = blocks.CharBlock(
        max_length=40, label=_("Title"), help_text=_("In the words of the visitor: I am looking …")
    )
    text = blocks.CharBlock(max_length=80, required=False, label=_("Text"))
    page = blocks.PageChooserBlock(required=False, label=_("Leads to the page"))
    path = blocks.RegexBlock(
        regex=r"^/[a-z]{2}/",
        required=False,
        label=_("or to the address"),
        help_text=_("An address of this site, such as /en/courses/."),
        error_messages={"invalid": _("Begin with a slash and the language: /en/courses/.")},
    )

    class Meta:
        icon = "login"
        label = _("Door")
        value_class = DoorValue


class NoticeBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(
        choices=[("warn", _("Careful")), ("tip", _("Good to know")), ("place", _("At your place"))],
        default="tip",
    )
    title = blocks.CharBlock(max_length=80, label=_("Title"))
    text = blocks.RichTextBlock(features=["bold", "link"], label=_("Text"))

    class Meta:
        icon = "warning"
        label = _("Notice")
        template = "cms/blocks/notice.html"


class ContactBlock(blocks.StructBlock):
    name = blocks.CharBlock(max_length=120, label=_("Name"))
    offer = blocks.CharBlock(max_length=200, required=False, label=_("What they help with"))
    phone = blocks.RegexBlock(
        regex=r"^[+0-9][0-9 /-]{4,}$",
        required=False,
        label=_("Phone"),
        error_messages={"invalid": _("Write digits and spaces only: 0821 123456.")},
    )
    address = blocks.URLBlock(required=False, label=_("Web address"))

    class Meta:
        icon = "group"
        label = _("Whom to ask")
        template = "cms/blocks/contact.html"


class BodyBlock(blocks.StreamBlock):
    text = blocks.RichTextBlock(features=FEATURES, label=_("Text"), template="cms/blocks/text.html")
    notice = NoticeBlock()
    contact = ContactBlock()
