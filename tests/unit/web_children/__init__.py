"""What the pages of children say, without a database."""
