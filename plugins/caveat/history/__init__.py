"""What guidance said, and when: releases, product history and redlines, computed from projected releases only."""
