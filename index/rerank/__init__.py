"""The second look at the best candidates: token against token (``maxsim.py``)."""
