"""The REST API of staffing."""
