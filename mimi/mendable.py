"""What the operator can mend."""


class Mendable(Exception):
    """Its message says what is wrong in a sentence, and a command ends with it instead of a
    traceback."""
