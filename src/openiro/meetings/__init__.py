"""What every kind of meeting about a child shares: who is invited, who came, who is sent what, and private links."""
