"""Instances of the generalised assignment problem as others publish them: one text in a zip, and the best known bounds beside them."""

import zipfile
from pathlib import Path

import numpy as np

from samspil.exchange.domain.matching.sharing import Instance


class BadInstance(ValueError):
    """A file that is no instance; the text says which and why."""


def read_instance(path: Path) -> Instance:
    """Agents and jobs, costs, hours, capacities; raises BadInstance."""
    try:
        with zipfile.ZipFile(path) as archive:
            numbers = np.array(archive.read(archive.namelist()[0]).split(), dtype=np.int64)
    except (OSError, zipfile.BadZipFile, ValueError, IndexError) as error:
        raise BadInstance(f"{path.name}: not a zip with numbers ({error})") from error
    if len(numbers) < 2 or len(numbers) != 2 + 2 * numbers[0] * numbers[1] + numbers[0] or numbers.min() < 0 or not numbers[0] * numbers[1]:
        raise BadInstance(f"{path.name}: not agents, jobs, two matrices and the capacities")
    agents, jobs = int(numbers[0]), int(numbers[1])
    costs, hours, capacity = np.split(numbers[2:], [agents * jobs, 2 * agents * jobs])
    return Instance(costs.reshape(agents, jobs), hours.reshape(agents, jobs), capacity)


def best_known(folder: Path) -> dict[str, int]:
    """The least value anybody has found for each instance, from bounds.txt; empty where there is none."""
    path = folder / "bounds.txt"
    rows = [line.split() for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []
    return {row[0].removesuffix("_Min"): int(row[2]) for row in rows if len(row) == 3 and row[0].endswith("_Min")}
