"""A customer calls."""

import asyncio

from cinema.box_office import open_box_office

if __name__ == "__main__":
    print("token" in asyncio.run(open_box_office("customer_1", "Metropolis")))
