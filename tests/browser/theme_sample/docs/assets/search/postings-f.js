caveatSearch.add("postings-f", {"first": [[2, 1]], "forced": [[2, 1]], "forms": [[3, 1]], "fort": [[2, 10]], "from": [[0, 1], [2, 1]]});
