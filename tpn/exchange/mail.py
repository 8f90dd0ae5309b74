"""Mail drafts: an .eml that Outlook and others open ready to be sent. tpn never sends anything."""

from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

TYPES = {
    ".xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ".ods": ("application", "vnd.oasis.opendocument.spreadsheet"),
}


@dataclass(frozen=True, slots=True)
class Draft:
    """A mail that is not sent: names and addresses, subject, text; the address may be missing."""

    to: tuple[str, str]
    sender: tuple[str, str]
    subject: str
    text: str


def draft(mail: Draft, name: str, attachment: bytes) -> bytes:
    """The bytes of the .eml; the same mail gives the same bytes."""
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"  # Outlook opens it as a draft with a button that sends
    message["Subject"] = mail.subject
    for header, (person, address) in (("From", mail.sender), ("To", mail.to)):
        if address:
            message[header] = Address(person, addr_spec=address)
    message.set_content(mail.text)
    main, sub = TYPES["." + name.rpartition(".")[2].lower()]
    message.add_attachment(attachment, maintype=main, subtype=sub, filename=name)
    message.set_boundary("=_tpn_draft_=")
    return message.as_bytes()
