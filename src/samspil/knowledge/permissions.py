"""Who may do what with enquiries."""

from rules.permissions import add_perm

from samspil.identity.permissions import staff

add_perm("knowledge.read_enquiries", staff)
