"""REST API: the same queries, actions and refusals as the pages."""
