package planted.agents.egg;

import planted.agents.Hen;

/** The other half. */
public record Egg(Hen hen) {}
