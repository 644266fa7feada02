"""The decisions of reviews: answered by managers, carried out by their owners."""
