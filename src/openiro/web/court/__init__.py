"""Court work: proceedings for a child, and for all whom one sees."""
