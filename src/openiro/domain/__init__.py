"""The rules of law and of the service. Standard library only; every date is handed in."""
