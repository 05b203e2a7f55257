"""Rows of content: the base page, pictures, taxonomies, question sets, the desk, and where loaded things came from."""

from samspil.content.models.base_page import BasePage
from samspil.content.models.desk import DeskTask
from samspil.content.models.glossary import GlossaryTerm
from samspil.content.models.origin import Origin
from samspil.content.models.pages import HomePage, SectionPage, StandardPage
from samspil.content.models.picture import SitePicture, SitePictureRendition
from samspil.content.models.questions import Question, QuestionSet
from samspil.content.models.taxonomy import KleNumber, WelfareArea

__all__ = [
    "BasePage",
    "DeskTask",
    "GlossaryTerm",
    "HomePage",
    "KleNumber",
    "Origin",
    "Question",
    "QuestionSet",
    "SectionPage",
    "SitePicture",
    "SitePictureRendition",
    "StandardPage",
    "WelfareArea",
]
