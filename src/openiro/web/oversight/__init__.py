"""Between two reviews: checks, contacts, changes told of, updates, and the pattern of all of it."""
