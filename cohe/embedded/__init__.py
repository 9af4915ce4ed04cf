"""PostgreSQL and Valkey from wheels, started beside the product when no address of a real server is given."""
