"""Qualifications and courses. Knows only the ground floor."""
