package planted.domain;

import java.util.concurrent.locks.ReentrantLock;

/** The domain decides; it does not wait. */
record Locks(ReentrantLock lock) {}
