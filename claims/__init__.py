"""What happened and whose it is: claims, workers, employers, providers, imports, caseload."""
