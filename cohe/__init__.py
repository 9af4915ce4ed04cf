"""The ground: organisation, people, permissions, tenancy, trails, outbox, clock, workdays, settings."""
