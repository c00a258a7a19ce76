"""`unknot session`: the guided session in a terminal, with keys, a screen and a state that outlives the program."""
