"""Numbers that two implementations must agree on."""
