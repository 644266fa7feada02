"""What children, parents, carers and others say: views in their own words, and consultation forms."""
