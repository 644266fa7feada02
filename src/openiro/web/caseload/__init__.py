"""Who reviews how many children, who has nobody, what the coming weeks ask, and giving a child to an officer."""
