"""Who is here: people, locations, roles, codes, and the log of what was done."""
