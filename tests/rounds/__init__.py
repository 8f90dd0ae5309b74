"""Many people's sheets at random, and writers that are killed: short forms in the suite, long ones by one line."""
