"""Challenge: concerns, disputes at their stages, compliments, and what it is all about."""
