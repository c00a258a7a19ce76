"""One module a page, in the order of the way. A view reads the request, asks the pathway and renders; no deciding."""
