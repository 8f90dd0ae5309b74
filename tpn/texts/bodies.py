"""What those who decide are called where somebody types it."""

from tpn.languages import LANGUAGES
from tpn.model.choices import Role
from tpn.model.project import Project
from tpn.model.references import STEERING_GROUP
from tpn.model.similar import fold
from tpn.texts.words import Words


def bodies_called(project: Project) -> dict[str, str]:
    """The id of each body by what people may write for it, folded; the steering group in every language."""
    known = {fold(STEERING_GROUP): STEERING_GROUP}
    for words in map(Words, LANGUAGES):
        known |= {
            fold(said): STEERING_GROUP
            for said in (words("replan.steering_group"), words.choice(Role.STEERING_GROUP))
        }
    for one in project.about.bodies:
        known |= {fold(one.name): one.id, fold(one.id): one.id}
    return known
