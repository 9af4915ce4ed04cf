"""The product measured against its floor: `manage.py bench`; figures stand in docs/benchmark.md."""
