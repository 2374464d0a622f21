package planted.agents;

import planted.agents.egg.Egg;

/** Half of a circle. */
public record Hen(Egg egg) {}
