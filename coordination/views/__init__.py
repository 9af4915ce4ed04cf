"""Pages of coordination: get, form, one action or query, answer."""
