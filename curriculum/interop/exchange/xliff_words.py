"""The words of XLIFF 2.1 that both ways use. Specification: https://docs.oasis-open.org/xliff/xliff-core/v2.1/."""

import re

CORE = "urn:oasis:names:tc:xliff:document:2.0"  # 2.1 keeps the name space of 2.0
GLOSSARY = "urn:oasis:names:tc:xliff:glossary:2.0"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

#: signs that XML cannot hold: written as <cp hex="…"/>
UNSPEAKABLE = re.compile("([^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff])")

#: how far a text is; what is still to do is `initial`, and says more in `subState`
INITIAL, TRANSLATED = "initial", "translated"
PREFIX = "wohnlotse"


def core(name: str) -> str:
    return f"{{{CORE}}}{name}"


def gls(name: str) -> str:
    return f"{{{GLOSSARY}}}{name}"
