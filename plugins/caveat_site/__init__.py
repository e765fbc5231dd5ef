"""The site adapter: hands a staged folder to MkDocs and publishes what comes back. Decides nothing about content."""
