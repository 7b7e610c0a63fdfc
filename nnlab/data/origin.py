"""Where a data set comes from that can be made again in another way."""

from typing import TypeAlias

from nnlab.data.made import MadeData
from nnlab.data.tabular.plan import TableSource

Origin: TypeAlias = TableSource | MadeData
