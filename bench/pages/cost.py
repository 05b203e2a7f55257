"""What processes cost: processor time and memory, read from /proc (Linux)."""

from pathlib import Path


def children_of(pid: int) -> list[int]:
    """All descendants of a process, and itself."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            for child in task.read_text().split():
                found += children_of(int(child))
        except OSError:
            continue
    return found


def cpu_ms(pids: list[int]) -> float:
    """Milliseconds of processor time that all threads of the processes have used so far."""
    total = 0
    for pid in pids:
        for task in Path(f"/proc/{pid}/task").glob("*/schedstat"):
            try:
                total += int(task.read_text().split()[0])
            except (OSError, ValueError, IndexError):
                continue
    return total / 1e6


def memory_mib(pids: list[int], of: str = "Pss") -> float:
    """Memory in MiB: "Pss", the proportional set size, where shared pages are split among those who share them; or "Rss", all of them."""
    total = 0
    for pid in pids:
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith(f"{of}:"))
    return total / 1024
