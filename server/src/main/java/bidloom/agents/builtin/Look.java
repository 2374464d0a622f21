package bidloom.agents.builtin;

import bidloom.domain.Requirements;

/** One look at a tender: what is read, and where what is found is collected. */
record Look(Requirements requirements, Matching matching, Finding finding, Factors factors) {}
