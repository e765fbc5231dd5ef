"""The engines by name."""

from .caveat import Caveat
from .engine import Engine, Job
from .material import Material
from .minisearch import MiniSearch
from .pagefind import Pagefind

ENGINES: dict[str, Engine] = {each.name: each for each in (Caveat(), Pagefind(), MiniSearch(), Material())}

__all__ = ["ENGINES", "Engine", "Job"]
