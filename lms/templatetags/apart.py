"""German words in titles of languages that are written from right to left: built into every template."""

import re

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

register = template.Library()

RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufefc"
IS_RIGHT_TO_LEFT = re.compile(f"[{RIGHT_TO_LEFT}]")
IN_BRACKETS = re.compile(rf"\(([^(){RIGHT_TO_LEFT}]*[a-zA-ZÄÖÜäöüß][^(){RIGHT_TO_LEFT}]*)\)")


@register.filter
def german_apart(words) -> SafeString:
    """What stands in brackets in Latin letters is marked as German: `إيجار (Miete)`; all else is escaped as always."""
    text = conditional_escape(str(words))
    if IS_RIGHT_TO_LEFT.search(text):
        text = IN_BRACKETS.sub(r'(<bdi lang="de" dir="ltr">\1</bdi>)', text)
    return SafeString(text)
