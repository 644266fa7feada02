"""Which officer reviews which child, from when to when; who else works with the child; who may see what."""
