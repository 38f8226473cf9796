"""Texts as files for translators' own programs: XLIFF 2.1 and PO, out and in."""
