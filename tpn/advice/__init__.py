"""The method's advice: what a project lead is reminded of when a point of the method is neglected.

One small function for each code, all in one tuple for each phase. Advice never blocks; it names the record, and its
wording (what, what to do, why) is content: ``templates/texts/<language>/advice/``. A project silences a code with a
reason in ``project.advice``.
"""

from tpn.advice.context import Advice, AdviceContext
from tpn.advice.run import ALL, BY_CODE, Advised, advise

__all__ = ["ALL", "BY_CODE", "Advice", "AdviceContext", "Advised", "advise"]
