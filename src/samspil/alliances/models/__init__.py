"""Rows of alliances: the alliance, its parties, tasks, commitments, terms and messages, its law, the agreements they accept, and how those are amended."""

from samspil.alliances.models.agreement import Acceptance, AgreementVersion
from samspil.alliances.models.alliance import Alliance
from samspil.alliances.models.amendment import Amendment, Rejection
from samspil.alliances.models.checkup import CheckUp, CheckUpReply
from samspil.alliances.models.closing import Closing, Lesson
from samspil.alliances.models.commitment import Commitment, Delivery
from samspil.alliances.models.confidentiality import Imposition
from samspil.alliances.models.deciding import DecisionRule, FollowUp, Matter, Say
from samspil.alliances.models.desk_change import DeskChange
from samspil.alliances.models.desk_line import DeskLine
from samspil.alliances.models.file import FileVersion, SharedFile
from samspil.alliances.models.following import Following
from samspil.alliances.models.handover import Handover
from samspil.alliances.models.legal import LawAnswered, LawyersReply, LegalCheck
from samspil.alliances.models.meeting import AgendaPoint, Attendance, CalendarAddress, Meeting
from samspil.alliances.models.message import Conversation, LastSeen, Message
from samspil.alliances.models.paper_order import PaperOrder
from samspil.alliances.models.party import Party, PartyContact, PartyInvitation
from samspil.alliances.models.standing import StandingQuestion
from samspil.alliances.models.status import QuarterStatus
from samspil.alliances.models.story import Story, StoryPart
from samspil.alliances.models.task import Task, TaskPart
from samspil.alliances.models.template import AllianceTemplate, Beginning
from samspil.alliances.models.terms import WrittenTerms

__all__ = [
    "Acceptance",
    "AgendaPoint",
    "AgreementVersion",
    "Alliance",
    "AllianceTemplate",
    "Amendment",
    "Attendance",
    "Beginning",
    "CalendarAddress",
    "CheckUp",
    "CheckUpReply",
    "Closing",
    "Commitment",
    "Conversation",
    "DecisionRule",
    "Delivery",
    "DeskChange",
    "DeskLine",
    "FileVersion",
    "FollowUp",
    "Following",
    "Handover",
    "Imposition",
    "LastSeen",
    "LawAnswered",
    "LawyersReply",
    "LegalCheck",
    "Lesson",
    "Matter",
    "Meeting",
    "Message",
    "PaperOrder",
    "Party",
    "PartyContact",
    "PartyInvitation",
    "QuarterStatus",
    "Rejection",
    "Say",
    "SharedFile",
    "StandingQuestion",
    "Story",
    "StoryPart",
    "Task",
    "TaskPart",
    "WrittenTerms",
]
