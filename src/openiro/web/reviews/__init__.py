"""The diary, and a looked-after review from its booking to its record."""
