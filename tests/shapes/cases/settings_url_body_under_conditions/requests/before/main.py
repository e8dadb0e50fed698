"""Two citizens at the window."""

from clerk import open_clerk


def main() -> None:
    open_clerk(None, "passport")
    print("token" in open_clerk("citizen_5", "dog tax", urgent=True))


if __name__ == "__main__":
    main()
