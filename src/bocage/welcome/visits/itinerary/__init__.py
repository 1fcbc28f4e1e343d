"""Steps of a visit: where, when and with whom, and the requests to the people met."""
