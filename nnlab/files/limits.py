"""How much nnlab takes from a file it did not write.

A class passes files around: each limit is far above honest use and far below what could exhaust a lab machine.
"""

MIB = 1 << 20

MESSAGE_CHARACTERS = 240
# For all the files of a data set together: reading MNIST takes half a second, as a text of 109 MB two.
LOAD_SECONDS = 10.0

JSON_BYTES = 4 * MIB
JSON_DEPTH = 32
JSON_NUMBER_CHARACTERS = 100

# A cell costs some 60 bytes as a Python string, so cells are limited beside bytes.
CSV_BYTES = 32 * MIB
CSV_LINE_CHARACTERS = MIB
CSV_ROWS = 200_000
CSV_CELLS = 4_000_000

# MNIST as plain text has 109 MB, the unpacked mnist.pkl 220 MB; ImageNet-sized files are refused by their size alone.
IMAGE_FILE_BYTES = 256 * MIB
BYTE_TABLE_BYTES = 128 * MIB
BYTE_TABLE_ROWS = 200_000
BYTE_TABLE_PIXELS = 4096

UNPACKED_BYTES = 256 * MIB
GZIP_MEMBERS = 16_384
ARCHIVE_BYTES = 128 * MIB
# Eight million weights in float64, with Adam's two vectors and a given start: whatever is on the bench can be saved.
PROJECT_BYTES = 320 * MIB
NOTES_BYTES = MIB
ARCHIVE_MEMBERS = 256
ARCHIVE_NAME_BYTES = 255
ARCHIVE_RATIO = 200
# An honest small archive may hold nothing but zeros, which shrink a thousandfold.
ARCHIVE_UNJUDGED_BYTES = MIB

ARRAY_DIMENSIONS = 4
NPY_HEADER_BYTES = 1024
# The pickle of six arrays takes some two hundred operations.
PICKLE_OPERATIONS = 10_000
PICKLE_DEPTH = 8
PICKLE_VALUES = 256
PICKLE_TEXT_BYTES = 256

# The largest network has 64 MB of numbers, in 128 arrays at most; as text it has three times as many bytes, and
# reading a number of JSON takes two microseconds.
WEIGHTS_BYTES = 128 * MIB
WEIGHTS_JSON_BYTES = 16 * MIB
SAFETENSORS_HEADER_BYTES = MIB
SAFETENSORS_ARRAYS = 256
# Ten times as many as 64 layers of the longest activation have.
ONNX_FIELDS = 50_000
