"""The face: pages for visitors, the catalogue, and whatever shows two rooms at once."""
