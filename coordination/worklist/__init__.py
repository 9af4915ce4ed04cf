"""The worklist: rules that decide what is due on a claim, and the engine that keeps the items so."""
