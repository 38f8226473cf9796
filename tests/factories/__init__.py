"""One factory a noun, sorted by room. They feed the tests; the furnished demo acts through verbs instead."""
