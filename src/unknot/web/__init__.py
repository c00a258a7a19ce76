"""The web face: the pathway in a browser. Django only; all deciding is the pathway's.

    settings.py    home mode (this computer, no sign-in) or shared mode (accounts, TLS), by environment
    urls.py        every address
    security.py    who may talk to us in home mode; headers for all
    languages.py   in which language, and the knowledge in it; messages.py   the catalogue of the pages
    self_care/     check, result, plan, session, diary, visit, learn
    accounts/      whose data this is: profiles at home, accounts in shared mode
    drawings/      the pictures, drawn from numbers; the output stands in self_care/templates/drawings

A newcomer follows the path in `unknot.pathway`; `self_care/views/` has one module a page, in the same order.
"""
