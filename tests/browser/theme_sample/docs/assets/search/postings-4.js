caveatSearch.add("postings-4", {"45": [[0, 1], [1, 1], [3, 1]]});
