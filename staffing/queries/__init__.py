"""What staffing's pages, exports and API show: one function a page."""
