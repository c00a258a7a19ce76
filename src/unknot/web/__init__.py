"""The web face: the pathway in a browser. Django only; all deciding is the pathway's.

    settings/     home mode (this computer, no sign-in) or shared mode (accounts, TLS), by environment
    urls.py       every address
    serving/      the server in front of Django, and who may talk to it
    self_care/    one person's own pages: start, plan, diary, visit, letter, earlier, learn
    session/      the player
    check/        the questions, the result, and where a running check lies
    kept/         what is kept of a person: rows and every write
    accounts/     whose data this is: profiles at home, accounts in shared mode
    site/         what every page shares
    drawings/     the pictures; `drawings/made/` draws them from numbers
    database/     the database as a file

A room imports only rooms below it in this list; import-linter holds us to it. A newcomer follows the path in
`unknot.pathway`; each room has its views, templates and styles, and a module a page.
"""
