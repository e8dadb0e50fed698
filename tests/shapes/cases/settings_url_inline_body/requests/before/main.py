"""An owner calls the vet."""

from app.calls import call_vet

if __name__ == "__main__":
    print("token" in call_vet("owner_3", {"species": "cat"}))
