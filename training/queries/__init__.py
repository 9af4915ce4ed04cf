"""What training's pages, exports and API show: one function a page."""
