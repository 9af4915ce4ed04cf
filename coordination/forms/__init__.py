"""Strings from the browser to clean values, one file a noun; nothing is saved here."""
