"""Read-only REST for the council's own programs: figures and records, by key."""
