"""One function per thing a person does: policy checked, trail written, worklist brought up to date."""
