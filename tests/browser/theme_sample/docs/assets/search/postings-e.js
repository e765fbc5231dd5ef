caveatSearch.add("postings-e", {"early": [[0, 1]], "elements": [[0, 10]], "exploitation": [[3, 11]]});
