"""How much nnlab takes from a file it did not write.

A class passes files around: each limit is far above honest use and far below what could exhaust a lab machine.
"""

MIB = 1 << 20

MESSAGE_CHARACTERS = 240

JSON_BYTES = 4 * MIB
JSON_DEPTH = 32
JSON_NUMBER_CHARACTERS = 100

# A cell costs some 60 bytes as a Python string, so cells are limited beside bytes.
CSV_BYTES = 32 * MIB
CSV_LINE_CHARACTERS = MIB
CSV_ROWS = 200_000
CSV_CELLS = 4_000_000
