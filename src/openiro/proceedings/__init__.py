"""Proceedings in court for a child or brothers and sisters, and what the IRO says in them."""
