"""A local server of the Omniagent API, for trying a migration without an account.

Empty of imports on purpose: web framework and server load only with the modules that use them.
"""
