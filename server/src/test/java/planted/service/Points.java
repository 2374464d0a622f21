package planted.service;

import java.net.URI;

/** No offender: an address is not yet a connection. */
record Points(URI address) {}
