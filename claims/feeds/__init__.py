"""The extract, from file to checked rows: pure, no database and no clock."""
