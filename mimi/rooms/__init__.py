"""The rooms, in the order in which the data flows; a later one may call an earlier one."""
