"""How agents come to exist: API client, bulk engine, journal, lock, drift, deletion."""
