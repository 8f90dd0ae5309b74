"""Process models as BPMN 2.0 XML, out to other modellers and in from them."""

from tpn.exchange.bpmn.read import LeftOut, Model, read_bpmn
from tpn.exchange.bpmn.write import DiagramName, write_bpmn

__all__ = ["DiagramName", "LeftOut", "Model", "read_bpmn", "write_bpmn"]
