"""The demonstration: invented COHEs with a year of invented claims, the same for a given day.

Pure up to `world`: stories of claims, their extract, what coordinators did. `loading` brings them in.
"""
