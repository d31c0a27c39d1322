"""The paper of what happened to an agent's contract: warning, suspension, settlement ... as a document."""

from ansinh.core.text import Language
from ansinh.domain.outreach.agent_letters import Contract, Event, paragraphs, title
from ansinh.formats.document import Document, Paragraph, Section
from ansinh.formats.document_write import DocumentForm, write_document
from ansinh.records.store.outreach import agent_contracts


def write(agent: str, event: int, form: DocumentForm, language: Language) -> bytes:
    """Return the paper of an event of an agent's contract as a file; MissingError for another agent's, or none."""
    return write_document(document(agent, event, language), form)


def document(agent: str, number: int, language: Language) -> Document:
    """Return the paper of an event; MissingError for another agent's, or none."""
    found = agent_contracts.event(agent, number)
    paper, place = found.contract, found.contract.organisation.office
    event = Event(found.kind, found.state, found.day, found.document, found.facts)
    held = frozenset(name for name, there in paper.conditions.items() if there)
    contract = Contract(paper.number, paper.valid_from, paper.valid_to, paper.organisation.name, held)
    blocks = tuple(Paragraph(one.to(language)) for one in paragraphs(event, contract))
    head = title(event).to(language)
    about = f"{place.name} · {found.document} · {found.day:%d/%m/%Y}"
    return Document(f"agent-{agent}-{number}", head, about, language, (Section(head, blocks),))
