"""Today: what each person must do, in the order of the clock."""
