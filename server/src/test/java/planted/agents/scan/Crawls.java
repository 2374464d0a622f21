package planted.agents.scan;

import java.util.concurrent.ForkJoinPool;

/** The scan has a thread for the lookup of a name, and for nothing else. */
record Crawls(ForkJoinPool pool) {}
