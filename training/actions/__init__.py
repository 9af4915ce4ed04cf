"""What people do to training records: policy, change, trail, in one transaction."""
