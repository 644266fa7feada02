"""Synthetic councils: invented children whose records give the figures that five councils printed."""
