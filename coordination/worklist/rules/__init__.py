"""One worklist rule a file: `decide`, `RULE`, and examples that are run as tests."""
