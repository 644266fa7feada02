"""Papers of a service whose records each test makes itself; `reporting` has those of the Harrow twin."""
