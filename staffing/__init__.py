"""Who does the work. The floor above coordination: it may read everything below, nothing may import it."""
