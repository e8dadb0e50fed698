from clients.bodies import museum_body


def log_room(visitor, room):
    print(museum_body(visitor, room))
