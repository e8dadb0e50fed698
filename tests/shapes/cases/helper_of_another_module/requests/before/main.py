"""A customer asks."""

from backend.pharmacy import open_pharmacist

if __name__ == "__main__":
    print("token" in open_pharmacist("customer_1", "with milk?"))
