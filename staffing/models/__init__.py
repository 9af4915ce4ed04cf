"""Tables of staffing."""
