"""A visitor stops before a painting."""

import os

from clients.gallery import GalleryClient

if __name__ == "__main__":
    client = GalleryClient(os.environ["NAPSTER_API_KEY"])
    print("token" in client.open_gallery("visitor_1", "Nighthawks"))
