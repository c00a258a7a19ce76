"""Chooses how this server is set up: home mode by default, shared mode by environment (docs/how-to/deploy.md).

UNKNOT_MODE           home (default): one household on this computer; shared: accounts, behind TLS
UNKNOT_DATA           folder of the database and keys (default: the platform's data folder)
UNKNOT_SECRET_KEY     shared mode: the key that signs and seals; at home one is made in the data folder
UNKNOT_SECRET_KEYS_OLD shared mode: keys of before, parted by commas; what they signed and sealed still holds
UNKNOT_DATABASE_URL   shared mode: postgresql://user:password@host/name; absent: SQLite in the data folder
UNKNOT_HOSTS          shared mode: the host names, parted by commas
UNKNOT_PROXIES        shared mode: how many web servers stand before this one (default 1); limits count by address
UNKNOT_EMAIL_URL      shared mode: smtp://user:password@host (STARTTLS), smtps://..., or smtp-plain://localhost, for
                      sign-in codes; file:///folder writes them there; absent: printed to the console
UNKNOT_LOG            debug, info, warning (default), error: how much is logged; never an answer
UNKNOT_DEBUG          1 for developers: pages of errors
"""

import os

MODE = os.environ.get("UNKNOT_MODE", "home")
if MODE == "home":
    from unknot.web.settings.home import *  # noqa: F403
elif MODE == "shared":
    from unknot.web.settings.shared import *  # noqa: F403
else:
    raise SystemExit(f"UNKNOT_MODE is `{MODE}`\nhint: home or shared")
