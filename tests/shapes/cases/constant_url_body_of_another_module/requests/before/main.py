"""One lesson."""

from tutor.sessions import open_lesson

if __name__ == "__main__":
    print("token" in open_lesson("pupil_8", "integrals"))
