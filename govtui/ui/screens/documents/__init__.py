"""公文: the queues of incoming papers and everything a clerk does with them."""
