package planted.service;

import javax.net.ssl.SSLContext;

/** A service has no connections of its own. */
record Encrypts(SSLContext context) {}
