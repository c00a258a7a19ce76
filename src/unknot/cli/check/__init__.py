"""`unknot check`: the interview in a terminal, or a file of answers, and the decision in words."""
