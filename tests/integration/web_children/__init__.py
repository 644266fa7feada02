"""Pages of children, opened by those who may and by those who may not."""
