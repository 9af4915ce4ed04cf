"""Pages of claims: imports and caseload."""
