"""The engines by name."""

from .caveat import Caveat
from .engine import Engine
from .material import Material
from .minisearch import MiniSearch
from .pagefind import Pagefind

ENGINES: dict[str, Engine] = {each.name: each for each in (Caveat(), Pagefind(), MiniSearch(), Material())}
