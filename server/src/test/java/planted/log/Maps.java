package planted.log;

import planted.protocol.Json;

/** No offender: the mapping is for the log too. */
record Maps(Json json) {}
