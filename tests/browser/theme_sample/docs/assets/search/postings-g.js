caveatSearch.add("postings-g", {"gdn": [[3, 4]], "gui": [[0, 4]], "guide": [[3, 10]]});
