caveatSearch.add("postings-d", {"deb": [[2, 4]], "debt": [[2, 1]]});
