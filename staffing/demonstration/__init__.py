"""What staffing and training add to the demonstration, COHE by COHE."""
