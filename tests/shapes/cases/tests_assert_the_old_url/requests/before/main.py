"""A customer comes in."""

from greeter import open_greeter

if __name__ == "__main__":
    print("token" in open_greeter("customer_1"))
