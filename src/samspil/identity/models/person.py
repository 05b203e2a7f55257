"""People who log in. The e-mail address is the name they log in with."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models


class PersonManager(BaseUserManager["Person"]):
    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """Make a person; a missing password means that only a code by mail logs in."""
        person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password) if password else person.set_unusable_password()
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """Make an operator with every right. Whoever may run commands here vouches for the address: it counts as proved."""
        from allauth.account.models import EmailAddress

        person = self.create_user(email, password, is_staff=True, is_superuser=True, **fields)
        EmailAddress.objects.using(self._db).create(user=person, email=person.email, primary=True, verified=True)
        return person


class Person(AbstractUser):  # type: ignore[django-manager-missing]  # Wagtail's pictures point here without types
    """First and last name stay optional: most people need none here.

    A blocked person (`blocked_at`) is closed as well (`is_active`), and stays so until unblocked.
    """

    username = None  # type: ignore[assignment]  # removes Django's field; people log in by e-mail
    email = models.EmailField("e-mail", unique=True)
    blocked_at = models.DateTimeField(null=True, blank=True)
    blocked_reason = models.CharField(max_length=200, blank=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[PersonManager] = PersonManager()  # type: ignore[assignment]  # AbstractUser names UserManager
    # A Reach, set by backend.py for the person of a visit and used once by actor.py; models import nothing above them.
    reach_just_read: Any = None

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "personer"
        # Whatever asks for open accounts asks for is_active, Django and allauth too: a blocked one is never open.
        constraints = [models.CheckConstraint(condition=models.Q(blocked_at=None) | models.Q(is_active=False), name="identity_blocked_is_closed")]

    def __str__(self) -> str:
        return self.get_full_name() or self.email
