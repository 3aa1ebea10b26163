"""Who is asking: an account with its memberships, a respondent's link, or nobody.

Built anew for every request, so that a right that was taken away is gone at the next click.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from folja_site.access.models import Membership, User
from folja_site.access.roles import ROLES, RULES, Role, Rule, Scope

if TYPE_CHECKING:
    from folja_site.measurements.models import PersonalLink


@dataclass(frozen=True, slots=True)
class Principal:
    """An account or a link, and what they are in each programme."""

    user: User | None = None
    memberships: tuple[Membership, ...] = ()
    link: PersonalLink | None = None

    @property
    def label(self) -> str:
        """What the audit trail calls the actor: roles, never a name."""
        if self.user is not None:
            roles = sorted({m.role for m in self.memberships})
            roles += ["operator"] if self.user.is_operator else []
            return f"{'+'.join(roles) or 'account'} #{self.user.pk}"
        return f"link #{self.link.pk}" if self.link else "anonymous"

    def roles_in(self, programme_id: int) -> frozenset[Role]:
        """The roles that the account has in a programme; the operator is one everywhere."""
        roles = {Role(m.role) for m in self.memberships if m.programme_id == programme_id}
        if self.user is not None and self.user.is_operator:
            roles.add(Role.OPERATOR)
        return frozenset(roles)

    def own_units(self, programme_id: int, role: Role) -> frozenset[str]:
        """The networks that are the principal's own in a role."""
        if role is Role.RESPONDENT:
            link = self.link
            return frozenset(link.units if link and link.programme_id == programme_id else ())
        return frozenset(
            unit
            for m in self.memberships
            if m.programme_id == programme_id and m.role == role.value
            for unit in m.units
        )

    def may(self, action: str, programme_id: int | None = None, unit: str | None = None) -> bool:
        """Say whether the principal may take an action on a programme or one of its networks."""
        rule = RULES[action]
        if rule.scope is Scope.NOBODY:
            return True
        if rule.scope is Scope.SIGNED_IN:
            return self.user is not None
        if rule.scope is Scope.SITE:
            return self.user is not None and self.user.is_operator
        if rule.scope is Scope.SOMEWHERE:
            held = {Role(m.role) for m in self.memberships}
            if self.user is not None and self.user.is_operator:
                held.add(Role.OPERATOR)
            return bool(held & rule.roles)
        if programme_id is None:
            return False
        return self._held(rule, self.roles_in(programme_id), programme_id, unit)

    def only_as_operator(self, action: str, programme_id: int, unit: str | None = None) -> bool:
        """Say whether it is running the server, and no role in the programme, that opens a thing.

        Only for what is about a programme or a network, and that the principal may see.
        """
        roles = self.roles_in(programme_id) - {Role.OPERATOR}
        return not self._held(RULES[action], roles, programme_id, unit)

    def _held(
        self, rule: Rule, roles: frozenset[Role], programme_id: int, unit: str | None
    ) -> bool:
        if roles & rule.roles:
            return True
        if rule.scope is not Scope.UNIT or unit is None:
            return False
        mine = roles | ({Role.RESPONDENT} if self.link else frozenset())
        return any(unit in self.own_units(programme_id, role) for role in mine & rule.own)

    def visible_units(self, programme_id: int, units: tuple[str, ...]) -> tuple[str, ...]:
        """Of these networks, those that the principal may read."""
        return tuple(u for u in units if self.may("unit.read", programme_id, u))

    def role_names(self, programme_id: int, lang: str) -> tuple[str, ...]:
        """The principal's roles in words."""
        found = self.roles_in(programme_id)
        if self.link and self.link.programme_id == programme_id:
            found |= {Role.RESPONDENT}
        return tuple(
            ROLES[role][0].get("en" if lang == "en" else "sv") for role in Role if role in found
        )


def principal_of(user: object, link: PersonalLink | None) -> Principal:
    """Build the principal of an account (or an anonymous visitor) and of a link, if any."""
    if isinstance(user, User) and user.is_active:
        standing = Membership.objects.filter(user=user, ended_at__isnull=True)
        return Principal(user, tuple(standing.select_related("programme")), link)
    return Principal(None, (), link)
