"""Many phones answer at once: what the crash test and the load test share."""
