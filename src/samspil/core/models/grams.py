"""What search looks in: lists of documents by gram, and each document's own grams (core/search/postings.py writes and reads them)."""

from django.db import models

from samspil.core.models.document import Document


class GramList(models.Model):
    """The documents of one audience in which a gram, or a whole word ("=word"), weighs most.

    `number` is how many documents hold it; `ids` are those listed, heaviest first, four bytes each; `weights` one byte each.
    """

    pk = models.CompositePrimaryKey("audience", "gram")
    audience = models.CharField(max_length=60)
    gram = models.CharField(max_length=60, db_collation="C")
    number = models.IntegerField()
    ids = models.BinaryField()
    weights = models.BinaryField()

    def __str__(self) -> str:
        return self.gram


class DocumentGrams(models.Model):
    """One document's own grams in order, four bytes each: 24 bits of gram, 8 of weight."""

    document = models.OneToOneField(Document, on_delete=models.CASCADE, primary_key=True, related_name="grams")
    cells = models.BinaryField()

    def __str__(self) -> str:
        return str(self.document_id)
