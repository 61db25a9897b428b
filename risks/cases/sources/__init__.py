"""Read dockets from foreign formats into the frozen values of `docket`.

Nothing is imported here, so that `child` starts without Django.
"""
