"""A customer asks about roses."""

from acme.garden.sessions import open_garden

if __name__ == "__main__":
    print("token" in open_garden("customer_1"))
