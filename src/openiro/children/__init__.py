"""Children, the people around them, and their time in care."""
