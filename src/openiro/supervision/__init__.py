"""Support of the people of the service: supervision, learning, duties, meetings, the sheet of each officer."""
