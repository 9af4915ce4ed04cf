"""Starting the product: what a command needs before it runs, and the supervisor behind `manage.py up`."""
