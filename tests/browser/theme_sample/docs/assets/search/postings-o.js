caveatSearch.add("postings-o", {"of": [[0, 10], [2, 1], [3, 1]], "officer": [[2, 1]], "one": [[2, 1]], "operation": [[2, 10]]});
