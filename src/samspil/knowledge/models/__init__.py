"""Rows of knowledge."""

from samspil.knowledge.models.enquiry import Enquiry
from samspil.knowledge.models.example import Example, ExampleParty, ExampleSource, ExampleStep
from samspil.knowledge.models.guide import CouncilGuide
from samspil.knowledge.models.reading import Article, ArticleFigure, Consultancy, Publication

__all__ = [
    "Article",
    "ArticleFigure",
    "Consultancy",
    "CouncilGuide",
    "Enquiry",
    "Example",
    "ExampleParty",
    "ExampleSource",
    "ExampleStep",
    "Publication",
]
