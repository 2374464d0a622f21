package planted.intake;

import java.util.Timer;

/** Intake is done when it returns. */
record Ticks(Timer timer) {}
