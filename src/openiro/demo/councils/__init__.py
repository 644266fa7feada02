"""The plans of the five councils whose papers are public: data, one shape for all. No child or worker is real."""

from collections.abc import Mapping

from openiro.demo.councils import buckinghamshire, central_bedfordshire, harrow, medway, nottingham
from openiro.demo.plan import Council

TWINS: Mapping[str, Council] = {
    module.PLAN.key: module.PLAN for module in (buckinghamshire, central_bedfordshire, harrow, medway, nottingham)
}
