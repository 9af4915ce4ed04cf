"""What pages, lists and reports show: one function each, no writes."""
