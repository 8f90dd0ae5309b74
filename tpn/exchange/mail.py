"""Mail drafts: an .eml that Outlook and others open ready to be sent. tpn never sends anything."""

from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

TYPES = {
    ".xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ".ods": ("application", "vnd.oasis.opendocument.spreadsheet"),
}


@dataclass(frozen=True, slots=True)
class Draft:
    """A mail that is not sent: names and addresses, subject, text; an address may be missing, or be none."""

    to: tuple[str, str]
    sender: tuple[str, str]
    subject: str
    text: str


def reachable(address: str) -> bool:
    """Whether mail can be sent there: the address is written as one, with no letters such as æ before the @."""
    try:
        Address(addr_spec=address)
    except (MessageError, ValueError, IndexError):
        return False
    return "@" in address


def draft(mail: Draft, name: str, attachment: bytes) -> bytes:
    """The bytes of the .eml; the same mail gives the same bytes."""
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"  # Outlook opens it as a draft with a button that sends
    message["Subject"] = _on_one_line(mail.subject)
    for header, (person, address) in (("From", mail.sender), ("To", mail.to)):
        if reachable(address):
            message[header] = Address(_on_one_line(person), addr_spec=address)
    message.set_content(mail.text)
    main, sub = TYPES["." + name.rpartition(".")[2].lower()]
    message.add_attachment(attachment, maintype=main, subtype=sub, filename=name)
    message.set_boundary("=_tpn_draft_=")
    return message.as_bytes()


def _on_one_line(said: str) -> str:
    """A header is one line, whatever breaks the name of a project or a person may have."""
    return " ".join(said.split())
