"""Paper: HTML to accessible PDF, fonts and glyph coverage. The only room that knows WeasyPrint."""
