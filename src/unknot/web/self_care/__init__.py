"""One person's own pages, a room for each, in the order of the way. Deciding is the pathway's alone.

Check and session are rooms of their own (`web/check`, `web/session`), because others than the person use them too.
"""
