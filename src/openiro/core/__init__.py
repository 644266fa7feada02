"""What every app stands on: the clock, the event log, the access log, bank holidays, settings, files. A closed list."""
