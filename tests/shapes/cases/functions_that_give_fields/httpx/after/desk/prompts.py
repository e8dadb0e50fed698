BASE = """You are Mia, the front desk of {clinic}.
Keep it short."""


def front_desk(clinic: str = "Harbour Dental") -> str:
    """The instructions of the front desk."""
    text = BASE.format(clinic=clinic)
    text += "\nNever give medical advice."
    return text


def language() -> str:
    return "fr"
