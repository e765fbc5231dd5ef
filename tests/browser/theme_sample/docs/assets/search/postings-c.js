caveatSearch.add("postings-c", {"can": [[0, 1]], "cannabis": [[3, 1]], "card": [[1, 10]], "case": [[2, 1]], "common": [[0, 10]], "contact": [[2, 1]], "criminal": [[3, 11]], "cultivation": [[3, 1]]});
