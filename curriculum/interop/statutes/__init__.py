"""Wordings of laws as others give them: the JSON of a collection, and the XML of the federal portal."""
