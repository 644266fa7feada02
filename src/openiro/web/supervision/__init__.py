"""Supervision: the sheet of each officer, what was held and agreed, learning, duties, the team and its meetings."""
