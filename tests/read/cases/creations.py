"""A base of another package may keep what its instances are made with, over a class's own value."""
from argparse import Namespace as Foreign

import requests

URL = "https://companion-api.napster.com/public/connections"


#: a keyword sets what the class says otherwise
class Tool(Foreign):
    language = "en"

    def send(self):
        requests.post(URL, json={"language": self.language})


Tool(language="fr").send()
# expect: connections {language: ?}
#: a position may
from elsewhere.tools import Foreign


class Tool(Foreign):
    language = "en"

    def send(self):
        requests.post(URL, json={"language": self.language})


Tool("fr").send()
# expect: connections {language: ?}
# file: notes.py
"""What `elsewhere` is can't be seen."""
#: so may a dict of keywords
class Tool(Foreign):
    language = "en"

    def send(self):
        requests.post(URL, json={"language": self.language})


fields = {"language": "fr"}
Tool(**fields).send()
# expect: connections {language: ?}
#: a class method of the base takes keywords too
from elsewhere.views import Foreign


class Tool(Foreign):
    language = "en"

    def send(self):
        requests.post(URL, json={"language": self.language})


Tool.as_view(language="fr").send()
# expect: connections {language: ?}
# file: notes.py
"""What `elsewhere` is can't be seen."""
#: a subclass is made with it
class Tool(Foreign):
    language = "en"

    def send(self):
        requests.post(URL, json={"language": self.language})


class Other(Tool):
    """Another tool."""


Other(language="fr").send()
# expect: connections {language: ?}
#: an initializer hands it up
class Tool(Foreign):
    language = "en"

    def __init__(self):
        super().__init__(language="fr")

    def send(self):
        requests.post(URL, json={"language": self.language})


Tool().send()
# expect: connections {language: ?}
#: instances that are made with something else keep the class's value
class Tool(Foreign):
    language = "en"
    label = "?"

    def send(self):
        requests.post(URL, json={"language": self.language})


Tool(label="a").send()
# expect: connections {language: "en"}
