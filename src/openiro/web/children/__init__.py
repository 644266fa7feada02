"""Pages of children: the list, one child at a glance, and what happens in a child's care."""
