"""What people and feeds do to claims: one function per thing done."""
