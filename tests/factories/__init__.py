"""One factory a noun, sorted by room. They feed the tests and the furnished demo."""
