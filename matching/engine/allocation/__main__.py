"""Reads a problem and writes its allocation, so that a caller may put an end to it: both pickled."""

import pickle
import sys

from matching.engine.allocation import allocate

if __name__ == "__main__":
    sys.stdout.buffer.write(pickle.dumps(allocate(pickle.load(sys.stdin.buffer))))
