package bidloom.simulation;

/** What can go wrong in a history. */
enum Fault {
  /** The database did not do it, and says so. */
  REFUSED,
  /** The database did it, and the answer is lost. */
  REPLY_LOST,
  /** A transaction takes long to arrive. */
  SLOW_REQUEST,
  /** Its answer takes long. */
  SLOW_REPLY,
  /** A heartbeat gets no answer. */
  HEARTBEAT_FAILED,
  /** The process dies before a transaction. */
  CRASH_BEFORE,
  /** The process dies after a transaction, before it hears of it. */
  CRASH_AFTER,
  /** The process dies at any other moment. */
  CRASH,
  /** The process stands still, for less or more than a lease, and goes on as if nothing were. */
  FREEZE,
  /** A node has no database for a while. */
  OUTAGE,
  /** A node shuts down in order and hands its leases back. */
  HAND_BACK,
  /** The database's clock jumps. */
  CLOCK_FORWARD,
  CLOCK_BACK,
  /** A node's monotonic clock is too fast or too slow. */
  CLOCK_RATE,
  /** An agent gives up. */
  AGENT_FAILS,
  /** An agent has a bug. */
  AGENT_BREAKS,
  /** An agent works on when it is told to stop. */
  AGENT_DEAF,
  /** The outputs do not suffice for a result. */
  NO_RESULT,
  /** A stream is cut off and resumed elsewhere. */
  STREAM_CUT,
  /** A reader takes its time. */
  SLOW_READER
}
