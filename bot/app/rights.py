"""What somebody may do with a job: owner, or of the same team. Knowing an id opens nothing."""

from dataclasses import dataclass

from bot.errors import JobNotFound, NotAllowed
from bot.models import Job, PersonId, TeamId, UserRef


@dataclass(frozen=True, kw_only=True)
class Viewer:
    """Somebody who looks at jobs, in the team they speak in.

    `person` is None for who was never written down there. `moderates` is a right in that team.
    """

    user: UserRef
    person: PersonId | None
    team: TeamId
    moderates: bool = False

    def owns(self, job: Job) -> bool:
        """Whether they ordered it, wherever that was."""
        return job.caller.user == self.user

    def sees(self, job: Job) -> bool:
        """Whether they may look at it: their own, or a public one of their team."""
        return self.owns(job) or (job.team == self.team and not job.request.private)

    def require_team(self, job: Job) -> None:
        """Raise JobNotFound for a job of another team: that there is one is nobody's business."""
        if not self.owns(job) and job.team != self.team:
            raise JobNotFound()

    def require_visible(self, job: Job) -> None:
        """Raise JobNotFound for another team's, NotAllowed for somebody else's private one."""
        self.require_team(job)
        if job.request.private and not self.owns(job):
            raise NotAllowed("private")

    def require_own(self, job: Job) -> None:
        """Raise JobNotFound or NotAllowed for everyone but who ordered it."""
        self.require_team(job)
        if not self.owns(job):
            raise NotAllowed("not-owner")

    def require_end(self, job: Job) -> None:
        """Raise JobNotFound or NotAllowed for who may neither cancel nor delete it.

        A moderator may, private ones too: what is posted in their channels is theirs to remove.
        """
        self.require_team(job)
        if not (self.owns(job) or self.moderates):
            raise NotAllowed("not-owner")
