"""A customer calls."""

from cinema.box_office import open_box_office

if __name__ == "__main__":
    print("token" in open_box_office("customer_1", "Metropolis"))
