"""Who may do what with texts and the desk."""

from rules.permissions import add_perm

from samspil.identity.permissions import administrator, reviewer, staff

add_perm("content.see_desk", staff)
add_perm("content.publish", reviewer | administrator)
