"""A student comes in."""

from academy.rooms.lectures import open_lecture

if __name__ == "__main__":
    print("token" in open_lecture("student_1"))
