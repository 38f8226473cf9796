"""The plan: what is true everywhere, and what differs in development, tests and on a real site."""
