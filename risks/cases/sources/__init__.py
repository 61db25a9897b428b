"""Foreign formats of a docket, read into the frozen values of `docket`.

Imports nothing here: `child` starts without Django.
"""
