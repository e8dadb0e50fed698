TURNS = []


def turn():
    TURNS.append(len(TURNS))
    return len(TURNS) % 3 == 0


class Desk:
    asked = 0

    @property
    def busy(self):
        self.asked += 1
        return self.asked % 3 == 0

    def connect(self, user):
        voice = {True: "alloy", False: "verse"}[self.busy]
        companion = {True: "comp_a", False: "comp_b"}[self.busy]
        SEND({"companionId": companion, "providerConfig": {"voiceId": voice}, "externalClientId": user})


def by_calls(user):
    voice = "verse" if turn() else "alloy"
    companion = "comp_a" if turn() else "comp_b"
    SEND({"companionId": companion, "providerConfig": {"voiceId": voice}, "externalClientId": user})


def by_a_name_set_in_it(user, number):
    voice = "verse" if (number := number + 1) % 2 else "alloy"
    companion = "comp_a" if (number := number + 1) % 2 else "comp_b"
    SEND({"companionId": companion, "providerConfig": {"voiceId": voice}, "externalClientId": user})


desk = Desk()
for number, user in enumerate(["ann", "bob", "cid"]):
    desk.connect(user)
    by_calls(user)
    by_a_name_set_in_it(user, number)
