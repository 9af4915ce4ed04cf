"""What people do to staffing: policy, change, trail, in one transaction."""
