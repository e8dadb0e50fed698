BASE_URL: str
