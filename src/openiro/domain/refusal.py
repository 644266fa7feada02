"""What the service says when it cannot do what was asked."""


class Refusal(Exception):
    """Something asked for cannot be done. The message speaks to the person: what is wrong and what to do.

    Every `UnableTo…` of the house is one, so that pages and the command line show it and never a traceback.
    """
