"""What this domain tells the others, inside the transaction in which it happens."""

from dataclasses import dataclass

from cairn.kit.ids import UserId


@dataclass(frozen=True, slots=True)
class AccountCreated:
    """Somebody has an account now. The unit of work that carries it has the new person as its owner."""

    user_id: UserId
