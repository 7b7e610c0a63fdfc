"""The worksheet of a project: of the step that its training would make next."""

from nnlab.engine import EngineError, Network, Trainer
from nnlab.export.exported import Exported
from nnlab.export.pictures.drawing import Drawing
from nnlab.export.worksheet.html import worksheet_html
from nnlab.export.worksheet.worksheet import Worksheet, worksheet


def next_worksheet(project: Exported) -> Worksheet:
    """Return the worksheet of the next step.

    Raises EngineError where the samples are not at hand, and for a step or a network that cannot be traced.
    """
    if project.dataset is None:
        raise EngineError(
            f"a worksheet needs the samples, but {project.data_name or 'the data set'} is not on this computer."
        )
    dataset = project.dataset
    trainer = Trainer(
        Network.from_parameters(project.network.parameters),
        dataset.inputs,
        dataset.targets,
        project.config,
        task=dataset.task,
        state=project.training,
    )
    return worksheet(trainer.trace_step(), title=project.title, language=project.language)


def worksheet_page(project: Exported) -> bytes:
    """Return the worksheet of the next step as the content of an .html file; raises EngineError as above."""
    return worksheet_html(next_worksheet(project))


def first_page(project: Exported) -> Drawing:
    """Return the first page of the worksheet, to be looked at."""
    return next_worksheet(project).pages[0]
