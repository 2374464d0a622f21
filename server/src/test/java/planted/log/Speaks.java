package planted.log;

import planted.protocol.Reply;

/** The log has events; what is said on the wire about them is the door's. */
record Speaks(Reply reply) {}
